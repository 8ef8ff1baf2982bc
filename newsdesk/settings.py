"""Settings: Django's and its apps' here, newsdesk's own and those of mail beside it; a number's unit is in its name."""

import environ
from django.conf.locale import LANG_INFO
from django.utils.translation import to_language

from newsdesk.environment import BASE_DIR, DATA_DIR, DEBUG, PRODUCTION, SITE_NAME, env  # noqa: F401
from newsdesk.mail_settings import *  # noqa: F403  every name in capitals is a setting
from newsdesk.own_settings import *  # noqa: F403


def _secret_key() -> str:
    """The environment's key; else, outside production, one made once and kept in the data folder."""
    if key := env("SECRET_KEY", default=""):
        return str(key)
    if PRODUCTION:
        raise environ.ImproperlyConfigured("In production SECRET_KEY must be set to a long random text.")
    file = DATA_DIR / "secret_key"
    if not file.exists():
        from django.core.management.utils import get_random_secret_key

        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(get_random_secret_key())
    return file.read_text()


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])

INSTALLED_APPS = [
    "newsdesk",
    "stories.apps.StoriesConfig",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.usersessions",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "newsdesk.static_files.StaticFilesMiddleware",
    "stories.web.compression.CompressionMiddleware",  # inside the static files, which come compressed
    "csp.middleware.CSPMiddleware",
    "stories.web.language.LanguageMiddleware",  # outside the page cache, which keeps a page once per language
    "stories.web.caching.PageCacheMiddleware",  # inside the security headers, outside the session
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "stories.web.readers.AccountPagesMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "newsdesk.urls"
WSGI_APPLICATION = "newsdesk.wsgi.application"
_LOADERS = ["newsdesk.lean_templates.Loader", "django.template.loaders.app_directories.Loader"]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [("django.template.loaders.cached.Loader", _LOADERS)],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": [
                "stories.templatetags.newsdesk",
                "newsdesk.templatetags.stylesheet",
                "django.templatetags.i18n",
                "django.contrib.humanize.templatetags.humanize",
            ],
        },
    }
]

# `manage.py` starts the embedded servers and sets these addresses when they are not set.
DATABASES = {"default": env.db("DATABASE_URL", default="postgresql://postgres@/newsdesk")}
DATABASES["default"] |= {"ENGINE": "newsdesk.postgresql", "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
REDIS_URL = env("REDIS_URL", default="redis://127.0.0.1:6379/0")
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}

CELERY_BROKER_URL = env("CELERY_BROKER_URL", default=REDIS_URL.replace("unix://", "redis+socket://", 1))
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# The two restore options bring back the tasks of a killed worker in seconds instead of minutes.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 1800,
    "unacked_restore_interval": 2,
    "unacked_restore_throttle": 1,
}
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_TIME_LIMIT = 600
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 5000
CELERY_TIMEZONE = "UTC"
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",  # the desk's own sign-in, by name
    "allauth.account.auth_backends.AuthenticationBackend",
]
# Readers' accounts: a mail address and a code, a password if they like. docs/decisions/0022-accounts.md
LOGIN_URL = "account_request_login_code"
LOGIN_REDIRECT_URL = "me"
ACCOUNT_ADAPTER = "stories.web.account_adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]  # without a star: a password may be left out
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True  # no mail holds an address of this site that a Host header could change
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 900  # seconds: mail may be slow
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_USER_DISPLAY = "stories.web.account_adapter.display"
LANGUAGE_CODE = env("NEWSDESK_LANGUAGE", default="en")  # for readers whose browser asks for none of them
LOCALE_PATHS = [BASE_DIR / "locale"]
# English is the source; another language is here as soon as it has a catalogue.
LANGUAGES = [
    (language, LANG_INFO.get(language, {}).get("name_local", language))
    for language in ["en", *sorted(to_language(file.parts[-3]) for file in LOCALE_PATHS[0].glob("*/*/django.po"))]
]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 31_536_000
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SECURE = PRODUCTION
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = "newsdesk.formats"  # times at the desk say their zone
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "newsdesk.stylesheet.SheetFinder",
]
# Collecting and naming by content takes 30-40 s: on the embedded installation files are served as they are found,
# with compressed copies in the data folder (newsdesk/static_files.py).
WHITENOISE_USE_FINDERS = not PRODUCTION
_NAMED_BY_CONTENT = "whitenoise.storage.CompressedManifestStaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": _NAMED_BY_CONTENT if PRODUCTION else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# No inline script or style anywhere, so no nonce is needed and pages can be cached.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "object-src": ["'none'"],
        "manifest-src": ["'self'"],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "stories.web.errors.csrf_failure"  # Django's own page has an inline style
SESSION_ENGINE = "stories.web.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
if PRODUCTION:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=False) else None
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"without_keys": {"()": "newsdesk.log_words.WithoutKeys"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["without_keys"]}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
    "loggers": {"httpx": {"level": "WARNING"}, "httpcore": {"level": "WARNING"}, "trafilatura": {"level": "ERROR"}},
}
