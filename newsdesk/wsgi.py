import os
import sys

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsdesk.settings")
application = get_wsgi_application()
# While one thread makes a page anew, the others' short answers take the interpreter from it in half a millisecond, not
# in five: an answer that waits for a socket three times would wait for it three times longer than it computes.
sys.setswitchinterval(0.0005)
