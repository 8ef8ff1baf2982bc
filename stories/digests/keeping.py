"""How long what is stored about readers' mail is kept; the privacy page tells these numbers."""

from typing import Final

UNCONFIRMED_DAYS: Final = 7  # as long as the link to confirm holds
ENDED_DAYS: Final = 30  # an ended subscription's address: time to come back, and to see what went wrong
DELIVERIES_DAYS: Final = 90  # what was sent, for "what changed since the last digest" and for complaints
GIFTS_DAYS: Final = 30  # after the end of a gift: its giver may still see how often it was taken
