import os

# Before NumPy is loaded: its library of linear algebra begins a thread for each core, and several processes that do so
# wait for each other in busy loops. Here processes share the cores, one writer of stories or one encoder each.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from newsdesk.celery import app as celery_app

__all__ = ["celery_app"]
