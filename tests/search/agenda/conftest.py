"""A calendar on 3 February 2027, a Wednesday."""

from datetime import date, time
from typing import Any

import pytest
from django.urls import reverse

from events.models import Event
from search.catalogue import all_documents
from tests.factories import EventFactory

TODAY = date(2027, 2, 3)


@pytest.fixture
def today(clock, db) -> date:
    clock("2027-02-03 12:00:00")
    return TODAY


@pytest.fixture
def plan(today):
    """Makes a live event: ``plan("Open dag", "2027-02-04 10:00", "2027-02-04 12:00")``; days alone
    last all day, and the last one belongs to it."""

    def make(title: str, start: str, end: str = "", **fields: Any) -> Event:
        first, _space, begins = start.partition(" ")
        last, _space, ends = (end or start if " " not in start else end).partition(" ")
        return EventFactory(
            title=title,
            all_day=not begins,
            start_date=date.fromisoformat(first),
            start_time=time.fromisoformat(begins) if begins else None,
            end_date=date.fromisoformat(last) if last else None,
            end_time=time.fromisoformat(ends) if ends else None,
            **fields,
        )

    return make


@pytest.fixture
def indexed(index):
    """Puts what is planned into the search index."""

    def run() -> None:
        index.index(all_documents())

    return run


@pytest.fixture
def agenda(client):
    """The context of a page of the agenda: ``agenda("view=month")``."""

    def get(querystring: str = "", status: int = 200) -> Any:
        response = client.get(f"{reverse('events:event_list')}?{querystring}")
        assert response.status_code == status
        return response.context

    return get
