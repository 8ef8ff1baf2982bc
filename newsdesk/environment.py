"""Where settings come from: the environment and the file .env beside manage.py; and what several settings build on."""

from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
if (BASE_DIR / ".env").exists():
    env.read_env(BASE_DIR / ".env")

DATA_DIR = Path(env("NEWSDESK_DATA", default=str(BASE_DIR / ".data")))
DEBUG = env.bool("DEBUG", default=False)
PRODUCTION = env.bool("NEWSDESK_PRODUCTION", default=False)
SITE_NAME = env("SITE_NAME", default="newsdesk")
