"""What the pages of initiatives, offers, practices and organisations show of each other."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from initiatives.models import Initiative, Offer, Practice
from organisations.models import Organisation
from publishing.cards import card_of
from publishing.querysets import PublicationQuerySet
from publishing.sections import SECTION_SIZE, Section, register_sections


def initiative_sections(initiative: Initiative) -> list[Section]:
    """Where it comes from, its offers, the practices it shows, and what it names as related."""
    derived_from = Practice.objects.filter(adoptions__initiative=initiative).distinct()
    return [
        _section("derived-from", _("Derived from this practice"), derived_from),
        _section("offers", _("What you can use now"), Offer.objects.filter(initiative=initiative)),
        _section("practices", _("Practices"), Practice.objects.filter(initiatives=initiative)),
        _section(
            "related-initiatives",
            _("Related initiatives"),
            Initiative.objects.filter(related_to=initiative),
        ),
    ]


def offer_sections(offer: Offer) -> list[Section]:
    """What else its initiative has to offer."""
    if offer.initiative_id is None:
        return []
    siblings = Offer.objects.filter(initiative=offer.initiative_id).exclude(pk=offer.pk)
    return [_section("offers", _("Also part of this initiative"), siblings)]


def practice_sections(practice: Practice) -> list[Section]:
    """The initiatives that do it, and those that came of it in regions that took it over."""
    # The relation of a draft is a plain list, which knows no filters.
    chosen = [initiative.pk for initiative in practice.initiatives.all()]
    initiatives = Initiative.objects.filter(pk__in=chosen)
    derived = Initiative.objects.filter(adoptions__practice=practice.pk).exclude(pk__in=chosen)
    return [
        _section("initiatives", _("Initiatives that do this"), initiatives),
        _section("derived", _("Initiatives derived from this"), derived.distinct()),
    ]


def organisation_sections(organisation: Organisation) -> list[Section]:
    """Everything it offers, runs or takes part in."""
    titles: dict[Any, tuple[str, str]] = {
        Offer: ("offers", _("What it offers")),
        Initiative: ("initiatives", _("Initiatives it takes part in")),
        Practice: ("practices", _("Practices")),
    }
    sections = []
    for model, (name, title) in titles.items():
        address = f"{reverse(f'initiatives:{model.kind}_list')}?" + urlencode(
            {"organisation": organisation.ref or organisation.pk}
        )
        sections.append(_section(name, title, items_of(model, organisation), address))
    return sections


def items_of(model: Any, organisation: Organisation) -> Any:
    """What it keeps or takes part in, of a model that is `Owned`.

    Two lists of keys, each from its own index: with both conditions on one join the database
    would go through every item, and give one that is both kept and joined twice.
    """
    kept = model.objects.filter(owner=organisation).order_by().values("pk")
    joined = model.organisations.through.objects.filter(organisation=organisation)
    key = model._meta.get_field("organisations").m2m_field_name()
    return model.objects.filter(Q(pk__in=kept) | Q(pk__in=joined.values(key)))


def _section(name: str, title: str, items: PublicationQuerySet, more_url: str = "") -> Section:
    rows = list(items.live().for_cards().order_by("title", "pk")[: SECTION_SIZE + 1])
    more = more_url if len(rows) > SECTION_SIZE else ""
    return Section(name, title, [card_of(row) for row in rows[:SECTION_SIZE]], more)


def register_all() -> None:
    """Called once at start-up."""
    registrations: dict[str, Any] = {
        "initiative": initiative_sections,
        "offer": offer_sections,
        "practice": practice_sections,
        "organisation": organisation_sections,
    }
    for kind, function in registrations.items():
        register_sections(kind, function)
