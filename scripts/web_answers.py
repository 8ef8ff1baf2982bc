"""Exit 0 if this container's web server has the front page for readers who came through the proxy, else 1."""

import os
import sys
from http.client import HTTPConnection, HTTPException

PORT = 8000  # as the Dockerfile binds it
TIMEOUT_S = 5


def answers(names: str, port: int = PORT) -> bool:
    """Whether a request by the site's first name is answered. names: as ALLOWED_HOSTS has them.

    Another name would be refused, and logged as an attack every time. A redirect is an answer too.
    """
    name = names.partition(",")[0].strip().lstrip(".").replace("*", "") or "localhost"
    connection = HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_S)
    try:
        connection.request("GET", "/", headers={"Host": name, "X-Forwarded-Proto": "https"})
        return connection.getresponse().status < 400
    except (OSError, HTTPException):
        return False


if __name__ == "__main__":
    sys.exit(not answers(os.environ.get("ALLOWED_HOSTS", "")))
