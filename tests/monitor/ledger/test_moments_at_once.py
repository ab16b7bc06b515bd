"""Threads of one process share what it keeps of the ledger."""

import threading

import pytest
from django.db import connection

from monitor.ledger.counted import Counted
from monitor.ledger.moments import Ledger
from monitor.ledger.recording import record

COURSE = Counted(facets={"form": ["course"]})


@pytest.mark.django_db(transaction=True)
def test_several_threads_may_ask_at_once():
    record({("offer", key): COURSE for key in range(1, 200)})
    ledger, found, barrier = Ledger(), [], threading.Barrier(4)

    def ask() -> None:
        barrier.wait()
        found.append(ledger.moment().everything.bit_count())
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [199] * 4
