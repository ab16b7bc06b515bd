"""Entry point for a WSGI server; production settings unless told otherwise."""

import os

from django.core.wsgi import get_wsgi_application
from django.db import connections

from portal.frame_room import with_room
from search.analysis import fingerprint

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")

application = with_room(get_wsgi_application())

# The list of Dutch words is read when a text is first analysed; nobody's search should wait for it.
fingerprint()
# Models can be imported only here.
from monitor.ledger.read_ahead import read_ahead  # noqa: E402
from search import healing  # noqa: E402

# A damaged index is better found now than by somebody's search.
healing.look()
# The first map of this worker need not be waited for either.
read_ahead()
# A server may make workers by copying this process, and a connection must not be shared.
connections.close_all()
