"""The site's addresses and one page that does nothing: what the framework alone costs."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def hello(_request: HttpRequest) -> HttpResponse:
    """The least page there is."""
    return HttpResponse("<!DOCTYPE html><html lang=en><title>Hello</title><p>Hello</p></html>")


urlpatterns = [path("hello/", hello), path("", include("newsdesk.urls"))]
