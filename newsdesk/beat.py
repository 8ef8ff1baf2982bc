"""The beat's memory of when each task last went out, which outlives a torn file."""

import dbm
from pathlib import Path
from pickle import UnpicklingError

from celery.beat import PersistentScheduler
from celery.utils.log import get_logger

logger = get_logger(__name__)

# What a torn file raises when it is read, by the documentation of pickle and dbm. Celery itself expects some of them.
TORN = (EOFError, UnpicklingError, AttributeError, ImportError, IndexError, KeyError, TypeError, ValueError, *dbm.error)


class Schedule(PersistentScheduler):
    """Celery's own; a file that was cut off by a power cut is thrown away instead of ending the beat at every start.

    Nothing but the times of the last rounds is lost with it.
    """

    schedule_filename: str

    def setup_schedule(self) -> None:
        """Read the file, or begin a new one."""
        try:
            super().setup_schedule()
        except TORN as error:
            logger.warning("the file with the beat's last rounds is torn and begun anew: %r", error)
            self._store = None
            for suffix in self.known_suffixes:
                Path(f"{self.schedule_filename}{suffix}").unlink(missing_ok=True)
            super().setup_schedule()
