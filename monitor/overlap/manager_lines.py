"""What the page of overlaps shows, line by line; the number of queries depends on the kinds only."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from monitor.models import Overlap, OverlapCluster, OverlapProfile, OverlapVerdict
from monitor.models.overlap import Key
from monitor.overlap.names import Names
from monitor.overlap.periods import period_in_words
from monitor.overlap.profile import Profile
from monitor.overlap.reasons import Reason, as_one, reason_of, shared_by_all
from monitor.overlap.seen import as_text, seen_of
from monitor.overlap.settling import ORGANISATIONS, Change, pair_key, verdicts_among
from publishing.duplicates.finding import items_of
from publishing.merging.screen import merge_address
from publishing.permissions import Verb, may_as_read, may_lead_region
from taxonomy.localised import LocalisedText, active_language


@dataclass(frozen=True)
class Side:
    """One item: what it is called, where it is changed or read, and what it does for whom."""

    key: Key
    title: str
    lang: str
    url: str
    kind: str
    summary: LocalisedText
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Case:
    """Items that overlap, two or more, with reasons, and what this curator may do about it.

    ``reasons`` are plain, ``marked`` say of what language their words are. ``name`` and ``pk`` say
    in a form what is judged: a pair or a group. ``said`` is the verdict
    that was given before, ``changes`` what is other since. ``seen`` is for the form: what was said
    of each of its pairs so far (`monitor.overlap.seen`).
    """

    name: str
    pk: int
    percent: int
    sides: tuple[Side, ...]
    reasons: tuple[str, ...]
    marked: tuple[SafeString, ...]
    may_judge: bool
    seen: str = ""
    said: OverlapVerdict | None = None
    changes: tuple[str, ...] = ()
    merge_url: str = ""

    @property
    def titles(self) -> str:
        return " / ".join(side.title for side in self.sides)

    @property
    def why(self) -> SafeString:
        """All reasons in one line."""
        return as_one(self.marked)

    @property
    def localised_titles(self) -> list[LocalisedText]:
        return [LocalisedText(side.title, side.lang) for side in self.sides]


@dataclass(frozen=True)
class Decision:
    """What was said at once of some items, and whether this curator may take it back."""

    verdict: OverlapVerdict
    titles: tuple[tuple[LocalisedText, str], ...]
    may_take_back: bool
    pairs: int
    changes: tuple[str, ...] = ()

    @property
    def all_titles(self) -> str:
        return " / ".join(title.text for title, _url in self.titles)


class _Read:
    """Everything that some pairs show, read at once."""

    def __init__(self, pairs: Iterable[Overlap], user: Any) -> None:
        self.pairs = list(pairs)
        self.user = user
        rows = {end.key: end for pair in self.pairs for end in (pair.first, pair.second)}
        self.items = _readable(items_of(rows), user)
        self.profiles = {key: Profile.from_data(row.data) for key, row in rows.items()}
        self.verdicts = verdicts_among(rows)
        self.names = Names(_parties(self.verdicts.values()))

    def is_there(self, pair: Overlap) -> bool:
        return pair.first.key in self.items and pair.second.key in self.items

    def may_judge(self, *ends: OverlapProfile) -> bool:
        return any(_leads(self.user, self.items[end.key]) for end in ends)

    def side(self, key: Key) -> Side:
        item = self.items[key]
        title = item.text("title")
        return Side(
            key=key,
            title=title.text,
            lang=title.lang,
            url=_address(item, self.user),
            kind=item.kind_label,
            summary=item.text("summary"),
            facts=tuple(_facts(item, self.profiles[key], self.names)),
        )

    def seen(self, pairs: Iterable[Overlap]) -> str:
        return as_text(seen_of(pairs, self.verdicts))

    def why(self, reasons: Iterable[Reason]) -> dict[str, Any]:
        found = list(reasons)
        return {
            "reasons": tuple(reason.in_words(self.names) for reason in found),
            "marked": tuple(reason.in_html(self.names) for reason in found),
        }

    def changes(self, verdict: OverlapVerdict) -> tuple[str, ...]:
        return changes_in_words(verdict, self.items, self.names)


def cases_of_pairs(pairs: Iterable[Overlap], user: Any) -> list[Case]:
    """A case for each pair of which both items still are there."""
    read = _Read(pairs, user)
    cases = []
    for pair in read.pairs:
        if not read.is_there(pair):
            continue
        said = read.verdicts.get(pair_key(pair.first.key, pair.second.key))
        is_again = pair.state == Overlap.State.REOPENED and said is not None
        cases.append(
            Case(
                name="pair",
                pk=pair.pk,
                percent=round(pair.score * 100),
                sides=(read.side(pair.first.key), read.side(pair.second.key)),
                **read.why(_reasons(pair)),
                may_judge=read.may_judge(pair.first, pair.second),
                seen=read.seen([pair]),
                said=said,
                changes=read.changes(said) if is_again and said else (),
                merge_url=_merge_url(user, read.items[pair.first.key], read.items[pair.second.key]),
            )
        )
    return cases


def cases_of_clusters(clusters: Sequence[OverlapCluster], user: Any) -> list[Case]:
    """A case for each group, with what all of its pairs have in common."""
    rows = Overlap.objects.filter(cluster__in=clusters).with_profiles().order_by("pk")
    read = _Read(rows, user)
    by_cluster: dict[int, list[Overlap]] = {}
    for pair in read.pairs:
        if pair.cluster_id is not None and read.is_there(pair):
            by_cluster.setdefault(pair.cluster_id, []).append(pair)
    cases = []
    for cluster in clusters:
        pairs = by_cluster.get(cluster.pk, [])
        ends = {end.key: end for pair in pairs for end in (pair.first, pair.second)}
        if ends:
            cases.append(
                Case(
                    name="cluster",
                    pk=cluster.pk,
                    percent=round(cluster.score * 100),
                    sides=tuple(read.side(key) for key in sorted(ends)),
                    **read.why(shared_by_all([_reasons(pair) for pair in pairs])),
                    may_judge=read.may_judge(*ends.values()),
                    seen=read.seen(pairs),
                )
            )
    return cases


def decisions_of(verdicts: Sequence[OverlapVerdict], user: Any) -> list[Decision]:
    """What was said, those given at once as one; without that of which nothing can be seen."""
    there = items_of({key for row in verdicts for key in (row.first, row.second)})
    items = _readable(there, user)
    names = Names(_parties(verdicts))
    together: dict[Any, list[OverlapVerdict]] = {}
    for row in verdicts:
        together.setdefault(row.together, []).append(row)
    return [
        _decision(rows, items, there.keys(), names, user)
        for rows in together.values()
        if any(key in items for row in rows for key in (row.first, row.second))
    ]


def changes_in_words(
    verdict: OverlapVerdict, items: Mapping[Key, Any], names: Names
) -> tuple[str, ...]:
    """What changed since a verdict was given, in those of its items that can be seen."""
    titles = {f"{kind}:{pk}": item.text("title").text for (kind, pk), item in items.items()}
    changes = [Change.from_data(data) for data in verdict.changed]
    return tuple(each.in_words(titles[each.item], names) for each in changes if each.item in titles)


def _decision(
    rows: Sequence[OverlapVerdict],
    items: Mapping[Key, Any],
    there: Collection[Key],
    names: Names,
    user: Any,
) -> Decision:
    keys = sorted({key for row in rows for key in (row.first, row.second)} & set(there))
    return Decision(
        verdict=rows[0],
        titles=tuple(_named(items.get(key), user) for key in keys),
        may_take_back=any(_leads(user, items[key]) for key in keys if key in items),
        pairs=len(rows),
        changes=tuple(each for row in rows for each in changes_in_words(row, items, names)),
    )


def _named(item: Any, user: Any) -> tuple[LocalisedText, str]:
    """Title and address; None stands for what this curator may not see."""
    if item is None:
        return LocalisedText(_("something that is not public"), active_language()), ""
    return item.text("title"), _address(item, user)


def _readable(items: Mapping[Key, Any], user: Any) -> dict[Key, Any]:
    """Those that are online, or of which this curator may see the draft: a title tells something."""
    return {
        key: item
        for key, item in items.items()
        if item.live or may_as_read(user, Verb.VIEW_DRAFT, item)
    }


def _facts(item: Any, profile: Profile, names: Names) -> Iterable[tuple[str, str]]:
    owner = getattr(item, "owner", None)
    has_period = bool(profile.starts or profile.ends)
    places = _("whole country") if profile.national else names.many("province", profile.provinces)
    found = (
        (_("Provider"), owner.text("title").text if owner else ""),
        (_("For whom"), names.many("target_group", profile.groups)),
        (_("Where"), places),
        (_("Form"), names("form", profile.form)),
        (_("When"), period_in_words(profile.starts, profile.ends) if has_period else ""),
        (_("Phase"), item.get_phase_display()),
        (_("Level"), f"NLQF {profile.level}" if profile.level else ""),
        (_("Taking part"), names("mode", profile.mode) if profile.mode else ""),
        (_("Cost"), item.get_cost_display() if getattr(item, "cost", "") else ""),
        (_("Lead region"), item.region.label_here if item.region else _("whole country")),
    )
    return [(label, capfirst(str(value))) for label, value in found if value]


def _reasons(pair: Overlap) -> list[Reason]:
    return [reason for data in pair.reasons if (reason := reason_of(data))]


def _parties(verdicts: Iterable[OverlapVerdict]) -> list[int]:
    changes = [Change.from_data(data) for row in verdicts for data in row.changed]
    named = [each for each in changes if each.part in ORGANISATIONS]
    return [int(party) for each in named for party in (*each.added, *each.removed)]


def _leads(user: Any, item: Any) -> bool:
    """As `may_judge_overlap` says, of a row that came from the database just now."""
    return may_lead_region(user, item.region_id)


def _merge_url(user: Any, one: Any, other: Any) -> str:
    verbs = (Verb.PUBLISH, Verb.ARCHIVE)
    allowed = all(may_as_read(user, verb, item) for verb in verbs for item in (one, other))
    return merge_address(one, other) if allowed and one.kind == other.kind else ""


def _address(item: Any, user: Any) -> str:
    if may_as_read(user, Verb.CHANGE, item):
        viewset: Any = type(item).snippet_viewset
        return reverse(viewset.get_url_name("edit"), args=[item.pk])
    return item.get_absolute_url()
