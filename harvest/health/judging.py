"""Says how a source is doing. Every way in which a feed can fail without a sound has its rule."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from harvest.health.advice import advice_for, is_about_certificate
from harvest.health.facts import Facts, facts_of
from harvest.health.silence import silent_since
from harvest.health.standing import Finding, Health, Standing, worst_first
from harvest.models import Run, Source

#: A source that fails is nobody's worry until it fails so often, or for so long.
FAILURES = 3
FAILS_FOR = timedelta(days=2)
#: What is not mended by its owner in this time, its manager hears of.
MANAGER_AFTER = timedelta(days=7)
#: And when somebody has to decide.
MANAGER_DECIDES_AFTER = timedelta(days=3)
#: So long after its turn a source should have had it, whatever else is to be done.
LATE = timedelta(days=1)
MANY_REFUSED = 0.2
FEWEST_REFUSED = 3

State = Source.State
_Rule = Callable[[Source, Facts, datetime], Finding | None]


def health_of(source: Source, now: datetime | None = None) -> Health:
    """How a source is doing, in the language that is active."""
    return healths_of([source], now)[source.pk]


def healths_of(sources: Sequence[Source], now: datetime | None = None) -> dict[int, Health]:
    """The same for many, per key; the number of queries does not grow with them."""
    now = now or timezone.now()
    facts = facts_of(sources, now)
    return {source.pk: _health(source, facts[source.pk], now) for source in sources}


def _health(source: Source, facts: Facts, now: datetime) -> Health:
    if source.state in (State.TRIAL, State.PAUSED, State.OFF):
        return Health(_words_at_rest(source), Standing.RESTS)
    findings = worst_first(list(_findings(source, facts, now)))
    if findings:
        return Health(findings[0].what_changed, findings[0].standing, findings)
    if facts.last is None:
        return Health(gettext("It has not been read yet. That happens soon."), Standing.NEW)
    return Health(_words_when_fine(source, facts))


def _findings(source: Source, facts: Facts, now: datetime) -> Iterator[Finding]:
    for rule in _RULES:
        if (finding := rule(source, facts, now)) is not None:
            yield finding


def _words_at_rest(source: Source) -> str:
    match source.state:
        case State.PAUSED:
            return gettext("Paused: nothing is read until somebody goes on with it.")
        case State.OFF:
            return gettext("Switched off: nothing is read any more.")
        case _:
            return gettext("Being tried: nothing comes in yet.")


def _words_when_fine(source: Source, facts: Facts) -> str:
    day = source.last_good_at or (facts.last.started_at if facts.last else None)
    return ngettext(
        "%(count)d event that is still to come. Last read on %(day)s.",
        "%(count)d events that are still to come. Last read on %(day)s.",
        facts.coming,
    ) % {"count": facts.coming, "day": in_words(day) if day else ""}


def in_words(moment: datetime) -> str:
    """A moment as people write it."""
    return date_format(timezone.localtime(moment), "j F Y H:i")


def _never_ran(source: Source, facts: Facts, now: datetime) -> Finding | None:
    if source.is_uploaded:
        return None
    waits_since = source.next_run_at or source.created_at
    if now - waits_since <= LATE:
        return None
    return Finding(
        "late",
        Standing.WRONG,
        gettext("It should have been read on %(day)s, and was not.")
        % {"day": in_words(waits_since)},
        gettext(
            "Ask whoever runs this site to look whether the job that reads calendars still runs."
        ),
        since=waits_since,
        tells_manager=True,
    )


def _fails(source: Source, facts: Facts, now: datetime) -> Finding | None:
    if source.failing_since is None or facts.last is None:
        return None
    lasts = now - source.failing_since
    is_certain = source.failures >= FAILURES or lasts > FAILS_FOR
    if not is_certain and not is_about_certificate(facts.last):
        return None
    return Finding(
        f"fails:{facts.last.code}",
        Standing.WRONG,
        gettext("It cannot be read since %(day)s. %(message)s")
        % {"day": in_words(source.failing_since), "message": facts.last.message},
        advice_for(facts.last),
        since=source.failing_since,
        tells_owner=is_certain,
        tells_manager=is_certain and lasts > MANAGER_AFTER,
    )


def _waits_for_decision(source: Source, facts: Facts, now: datetime) -> Finding | None:
    last = facts.read
    if source.state != State.BLOCKED or last is None or last.outcome != Run.Outcome.STOPPED:
        return None
    since = source.last_good_at or last.started_at
    return Finding(
        last.code,
        Standing.WAITS,
        last.message,
        gettext(
            "Look at your calendar. If the events really are gone, say so here, and they are "
            "withdrawn. If not, find out why the address does not show them: as soon as they are "
            "back, all goes on by itself."
        ),
        since=since,
        tells_owner=True,
        tells_manager=now - since > MANAGER_DECIDES_AFTER,
    )


def _asks_about_missing(source: Source, facts: Facts, now: datetime) -> Finding | None:
    if not facts.asked:
        return None
    return Finding(
        "missing",
        Standing.WAITS,
        ngettext(
            "%(count)d event is not in the calendar any more, without having been cancelled.",
            "%(count)d events are not in the calendar any more, without having been cancelled.",
            facts.asked,
        )
        % {"count": facts.asked},
        gettext("Say of each whether it still takes place. Until then it stays online."),
        tells_owner=True,
        tells_manager=True,
    )


def _is_empty(source: Source, facts: Facts, now: datetime) -> Finding | None:
    if facts.in_feed or not facts.ever or source.last_good_at is None:
        return None
    since = facts.read.started_at if facts.read else source.last_good_at
    return Finding(
        "empty",
        Standing.WRONG,
        gettext("There is nothing in the calendar any more, while there were events before."),
        gettext(
            "Look whether the address is still the right one, and whether the calendar still "
            "shows its events to everybody."
        ),
        since=since,
        tells_owner=True,
        tells_manager=now - since > MANAGER_AFTER,
    )


def _all_over(source: Source, facts: Facts, now: datetime) -> Finding | None:
    if not facts.in_feed or facts.coming or source.last_good_at is None:
        return None
    return Finding(
        "all_over",
        Standing.NOTICE,
        gettext("Everything in the calendar has been: nothing is still to come."),
        gettext(
            "If you keep your events somewhere else now, give us that address. If there just is "
            "nothing planned, you need not do anything."
        ),
        tells_owner=True,
    )


def _is_silent(source: Source, facts: Facts, now: datetime) -> Finding | None:
    since = silent_since(facts.arrivals, timezone.localdate(now))
    if since is None or not facts.coming:
        return None
    return Finding(
        "silent",
        Standing.NOTICE,
        gettext("Nothing new came in since %(day)s, which is unusually long for this calendar.")
        % {"day": date_format(since, "j F Y")},
        gettext(
            "Look whether new events stand in the calendar behind this address. Perhaps they are "
            "kept somewhere else now."
        ),
        tells_owner=True,
    )


def _refuses_many(source: Source, facts: Facts, now: datetime) -> Finding | None:
    if facts.read is None:
        return None
    refused = facts.read.counts.get("refused", 0)
    told = refused + facts.read.counts.get("read", 0)
    if refused < FEWEST_REFUSED or refused <= told * MANY_REFUSED:
        return None
    return Finding(
        "refused",
        Standing.NOTICE,
        gettext("%(refused)d of %(told)d events cannot come in.")
        % {"refused": refused, "told": told},
        gettext("Look at the last run: it says of each what is wrong with it."),
        since=facts.read.started_at,
        tells_owner=True,
    )


def _has_unstable_keys(source: Source, facts: Facts, now: datetime) -> Finding | None:
    if source.has_stable_keys:
        return None
    return Finding(
        "unstable_keys",
        Standing.NOTICE,
        gettext(
            "The calendar gives its events other identifiers (UID) each time. We recognise them by "
            "their address, or by title and start."
        ),
        gettext(
            "You need not do anything. But when title and start change at the same time, an event "
            "may come in twice: look at it then."
        ),
    )


def _has_moved(source: Source, facts: Facts, now: datetime) -> Finding | None:
    if not source.proposed_address:
        return None
    return Finding(
        "moved",
        Standing.WAITS,
        gettext("The server says that the calendar has moved to another website."),
        gettext("Look whether the new address is yours, and say whether we should use it."),
        tells_owner=True,
    )


#: Those of the same standing are shown in this order.
_RULES: tuple[_Rule, ...] = (
    _fails,
    _never_ran,
    _waits_for_decision,
    _is_empty,
    _asks_about_missing,
    _has_moved,
    _refuses_many,
    _all_over,
    _is_silent,
    _has_unstable_keys,
)
