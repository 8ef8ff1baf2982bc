from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("account/sessions/", include("allauth.usersessions.urls")),
    path("account/", include("allauth.account.urls")),
    path("", include("stories.web.urls")),
]
handler400 = "stories.web.errors.bad_request"
handler403 = "stories.web.errors.forbidden"
handler404 = "stories.web.errors.not_found"
handler500 = "stories.web.errors.server_error"
