"""How mails leave, who they are from, and where what comes back is read."""

from urllib.parse import parse_qsl, urlsplit

from newsdesk.environment import DATA_DIR, SITE_NAME, env

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
