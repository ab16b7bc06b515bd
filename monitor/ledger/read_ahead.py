"""Reads the ledger when a worker starts, so that no visitor waits for it.

Called by `portal/wsgi.py` and so by whatever server runs that, and by no command and no test.
"""

import logging
import threading

from django.db import connection

from monitor.ledger.moments import Ledger, begin_with

logger = logging.getLogger(__name__)

#: A worker that the database keeps waiting for longer begins without; then the first visitor
#: waits. With 100,000 items it takes a second.
MOST_SECONDS = 10.0


def read_ahead(most_seconds: float = MOST_SECONDS) -> None:
    """Let this process know what counts now; never raises, and returns within these seconds."""
    reading = threading.Thread(target=_read, name="ledger", daemon=True)
    reading.start()
    reading.join(most_seconds)
    if reading.is_alive():
        logger.warning("The ledger is still being read; this worker begins without it")


def _read() -> None:
    # One of its own: when a server copies this process meanwhile, no lock is held in the copies.
    ledger = Ledger()
    try:
        ledger.moment()
    # No database, no tables, whatever it is: the pages that need it will tell.
    except Exception:
        logger.warning("The ledger could not be read ahead", exc_info=True)
    else:
        begin_with(ledger)
    finally:
        connection.close()
