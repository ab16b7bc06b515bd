"""A manager judges a pair at the moment at which it is compared: the verdict is what remains."""

import contextlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from monitor.actions.judge_overlap import judge_overlap
from monitor.models import Overlap, OverlapVerdict
from monitor.overlap import due, indexing, storing, whole
from tests.monitor.overlap.field import TITLES, field
from tests.people import people

__all__ = ["field", "people"]


def tried_by_another(act: Callable[[], Any]) -> bool:
    """Whether somebody with a connection of their own can do it now, and need not wait."""

    def try_it() -> bool:
        with contextlib.closing(connection):
            # The SQLite of the tests is in memory, and sends away who comes second.
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET lock_timeout = '50ms'")
            try:
                act()
            except OperationalError:
                return False
            return True

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(try_it).result()


@pytest.mark.django_db(transaction=True)
def test_nobody_judges_between_what_is_read_and_what_is_written_of_a_pair(
    people: Any, field: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    items = [field(title, region=people.region_a) for title in TITLES[:2]]
    due.run()
    pair = Overlap.objects.get()
    said = OverlapVerdict.Verdict
    judge_overlap([pair], said.COMPLEMENTARY, user=people.manager_a)
    tried: list[bool] = []
    for module, compare in ((storing, due.compare_waiting), (whole, whole.compare_all)):
        items[0].available_until = timezone.localdate() + timedelta(days=90 + len(tried))
        items[0].save()
        indexing.describe_changed()
        read = module.verdicts_among

        def read_and_judge(*args: Any, read: Any = read) -> Any:
            found = read(*args)
            judge = lambda: judge_overlap([pair], said.UNRELATED, user=people.manager_a)  # noqa: E731
            tried.append(tried_by_another(judge))
            return found

        with monkeypatch.context() as patch:
            patch.setattr(module, "verdicts_among", read_and_judge)
            compare()
        pair.refresh_from_db()
        assert pair.state == Overlap.State.REOPENED
        judge_overlap([pair], said.UNRELATED, user=people.manager_a)
        compare()
        pair.refresh_from_db()
        assert pair.state == Overlap.State.JUDGED
    assert tried == [False, False]
