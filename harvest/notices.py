"""Tells people that a source does not do what it should: a silent failure is found out and said.

The owners of the organisation hear of it first, the managers of the region when it lasts; everybody once,
and once more when it works again. What there is to say, and when, `harvest.health` knows.
"""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from harvest.health import Finding, healths_of
from harvest.models import Source, Trouble
from organisations.joining.telling import managers_of, owners_of, tell_all
from publishing.models import User

TROUBLE, LASTS, MENDED = "source_trouble", "source_trouble_lasts", "source_works_again"
AT_A_TIME = 100


def keep_up() -> str:
    """Tell what is new about sources, for `run_due`; what it did, in words."""
    told = 0
    sources = Source.objects.select_related("organisation", "region").order_by("pk")
    for some in _batches(list(sources)):
        healths = healths_of(some)
        still_open = Trouble.objects.filter(source__in=some, ended_at__isnull=True)
        troubled = set(still_open.values_list("source", flat=True))
        for source in some:
            worth_telling = _worth_telling(healths[source.pk].findings)
            if worth_telling or source.pk in troubled:
                told += _look_at(source, worth_telling)
    return f"{told} notices" if told else ""


def _batches(sources: list[Source]) -> Iterable[list[Source]]:
    return (sources[first : first + AT_A_TIME] for first in range(0, len(sources), AT_A_TIME))


def _worth_telling(findings: Iterable[Finding]) -> dict[str, Finding]:
    return {one.code: one for one in findings if one.tells_owner or one.tells_manager}


def _look_at(source: Source, worth_telling: Mapping[str, Finding]) -> int:
    """Tell what is to be told about one source; how many notices that were."""
    with transaction.atomic():
        # Another process may look at the same source.
        Source.objects.select_for_update(of=("self",)).get(pk=source.pk)
        open_ones = {row.code: row for row in source.troubles.filter(ended_at__isnull=True)}
        told = sum(
            _tell(source, finding, open_ones.get(code)) for code, finding in worth_telling.items()
        )
        ended = [row for code, row in open_ones.items() if code not in worth_telling]
        for row in ended:
            row.ended_at = timezone.now()
            row.save(update_fields=["ended_at"])
        # One mail is enough, and none while something else is wrong.
        if ended and not worth_telling and source.state == Source.State.ACTIVE:
            told += _tell_mended(source, ended)
    return told


def _tell(source: Source, finding: Finding, trouble: Trouble | None) -> int:
    now = timezone.now()
    row = trouble or Trouble(source=source, code=finding.code, began_at=finding.since or now)
    owners = owners_of(source.organisation)
    told = 0
    if finding.tells_owner and row.owner_told_at is None and owners:
        tell_all(owners, TROUBLE, _context(source, finding), at_once=False)
        row.owner_told_at = now
        told += 1
    # Without an owner nobody would hear of it.
    if row.manager_told_at is None and (finding.tells_manager or not owners):
        context = _context(source, finding) | {
            "owners_know": row.owner_told_at is not None,
        }
        tell_all(managers_of(source), LASTS, context, at_once=False)
        row.manager_told_at = now
        told += 1
    if trouble is None or told:
        row.save()
    return told


def _tell_mended(source: Source, ended: list[Trouble]) -> int:
    people: list[User] = []
    if any(row.owner_told_at for row in ended):
        people += owners_of(source.organisation)
    if any(row.manager_told_at for row in ended):
        people += managers_of(source)
    context = _about(source)
    tell_all(dict.fromkeys(people), MENDED, context, at_once=False)
    return 1 if people else 0


def _about(source: Source) -> dict[str, Any]:
    return {
        "source": source.pk,
        "name": source.name,
        "organisation": partial(str, source.organisation),
        "url": partial(reverse, "harvest:source", args=[source.organisation_id, source.pk]),
        "label": gettext_lazy("Look at the calendar"),
        "why": lambda: gettext("You get this mail because you look after this calendar."),
    }


def _context(source: Source, finding: Finding) -> dict[str, Any]:
    return {
        **_about(source),
        "code": finding.code,
        "what_changed": partial(_in_words, source, finding, "what_changed"),
        "what_to_do": partial(_in_words, source, finding, "what_to_do"),
    }


def _in_words(source: Source, finding: Finding, part: str) -> str:
    """A sentence of a finding in the language that is active now."""
    found = healths_of([source])[source.pk].findings
    same = next((one for one in found if one.code == finding.code), finding)
    return str(getattr(same, part))


def is_still_wrong(context: Mapping[str, Any], user: User | None) -> bool:
    """Whether what a notice says is still so when its mail is made."""
    return Trouble.objects.filter(
        source=context["source"], code=context["code"], ended_at__isnull=True
    ).exists()


def works_still(context: Mapping[str, Any], user: User | None) -> bool:
    """Whether nothing is wrong with a source again when the mail is made that it works."""
    return not Trouble.objects.filter(source=context["source"], ended_at__isnull=True).exists()
