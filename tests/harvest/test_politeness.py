"""How often a server is asked, and by how many of us at once."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from harvest.host_claims import host_of, one_at_a_time
from harvest.models import HostClaim
from harvest.politeness import next_attempt

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def pauses(**rest) -> list[timedelta]:
    return [next_attempt(NOW, chance=random.Random(seed), **rest) - NOW for seed in range(200)]


def test_a_good_run_is_followed_by_the_next_about_an_interval_later():
    found = pauses(interval=4 * HOUR)
    assert 3.75 * HOUR < min(found) < 4 * HOUR < max(found) < 4.25 * HOUR


def test_never_within_a_quarter_of_an_hour():
    assert min(pauses(interval=timedelta(minutes=1))) == timedelta(minutes=15)
    assert min(pauses(interval=HOUR, failures=1)) >= timedelta(minutes=15)


def test_the_pause_grows_with_every_failure_up_to_a_day():
    longest = [max(pauses(interval=HOUR, failures=failures)) for failures in range(1, 9)]
    assert longest == sorted(longest)
    assert longest[0] <= timedelta(minutes=30)
    assert timedelta(hours=23) < longest[-1] <= timedelta(days=1)
    assert max(pauses(interval=HOUR, failures=10**9)) <= timedelta(days=1)


def test_sources_that_failed_together_do_not_come_back_together():
    assert len(set(pauses(interval=HOUR, failures=3))) > 100


@pytest.mark.parametrize("failures", [0, 1])
def test_a_server_may_ask_for_more_but_not_for_ever_and_not_for_less(failures):
    asked = {"interval": HOUR, "failures": failures}
    assert min(pauses(**asked, retry_after=5 * HOUR)) >= 5 * HOUR
    assert max(pauses(**asked, retry_after=timedelta(days=300))) < timedelta(days=2, minutes=2)
    assert min(pauses(**asked, retry_after=timedelta(0))) >= timedelta(minutes=15)


@pytest.mark.django_db
class TestOneAtATime:
    def test_the_second_is_sent_away_while_the_first_is_busy(self):
        with one_at_a_time("school.nl") as first, one_at_a_time("school.nl") as second:
            assert (first, second) == (True, False)
            with one_at_a_time("other.nl") as elsewhere:
                assert elsewhere
        with one_at_a_time("school.nl") as afterwards:
            assert afterwards
        assert not HostClaim.objects.exists()

    def test_who_was_sent_away_does_not_end_the_claim_of_the_other(self):
        with one_at_a_time("school.nl"):
            with one_at_a_time("school.nl"):
                pass
            with one_at_a_time("school.nl") as third:
                assert not third

    def test_a_fault_ends_the_claim(self):
        with pytest.raises(ZeroDivisionError), one_at_a_time("school.nl"):
            raise ZeroDivisionError
        assert not HostClaim.objects.exists()

    def test_the_claim_of_a_killed_process_ends_by_itself(self):
        killed = one_at_a_time("school.nl")
        killed.__enter__()
        HostClaim.objects.update(until=datetime(2026, 1, 1, tzinfo=UTC))
        with one_at_a_time("school.nl") as next_one:
            assert next_one


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.School.nl:443/feed?x=1", "www.school.nl"),
        ("webcal://school.nl./feed", "school.nl"),
        ("file:///etc/passwd", ""),
    ],
)
def test_the_host_of_an_address(address, host):
    assert host_of(address) == host
