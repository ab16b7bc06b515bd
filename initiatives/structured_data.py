"""Offers, initiatives and practices in terms of schema.org."""

from typing import TYPE_CHECKING, Any

from initiatives.models.licence import LICENCE_ADDRESSES

if TYPE_CHECKING:
    from initiatives.models import Initiative, Offer, Practice

_COURSE_MODES = {"on-site": "Onsite", "online": "Online", "hybrid": "Blended"}
_ISO_UNITS = {"day": "P{}D", "week": "P{}W", "month": "P{}M", "year": "P{}Y", "hour": "PT{}H"}


def offer_data(offer: "Offer") -> dict[str, Any]:
    """A Course when people learn something, a Service otherwise."""
    is_course = bool(offer.form and offer.form.is_course)
    data: dict[str, Any] = {"@type": "Course" if is_course else "Service"}
    if providers := _organisations(offer):
        data["provider"] = providers
    if not is_course:
        if offer.form:
            data["serviceType"] = str(offer.form)
        if places := _places(offer):
            data["areaServed"] = places
        return data | _audience(offer)
    if offer.level:
        data["educationalLevel"] = f"NLQF {offer.level}"
    if instance := _course_instance(offer):
        data["hasCourseInstance"] = instance
    if offer.cost_amount is not None or offer.cost == "free":
        data["offers"] = {
            "@type": "Offer",
            "price": str(offer.cost_amount or 0),
            "priceCurrency": "EUR",
            "category": "Free" if offer.cost == "free" else "Paid",
        }
    return data | _audience(offer)


def initiative_data(initiative: "Initiative") -> dict[str, Any]:
    """An initiative is a service that organisations provide together."""
    data: dict[str, Any] = {"@type": "Service"}
    if providers := _organisations(initiative):
        data["provider"] = providers
    if initiative.aliases:
        data["alternateName"] = initiative.aliases
    if places := _places(initiative):
        data["areaServed"] = places
    return data | _audience(initiative)


def practice_data(practice: "Practice") -> dict[str, Any]:
    """A practice is described like an article: what was done and what came of it."""
    title = practice.text("title")
    data: dict[str, Any] = {"@type": "Article", "headline": title.text}
    if practice.first_published_at:
        data["datePublished"] = practice.first_published_at.date().isoformat()
    if about := _organisations(practice):
        data["about"] = about
    return data | _how_to(practice) | _terms(practice)


def _how_to(practice: "Practice") -> dict[str, Any]:
    """What it takes to do the same, for whoever knows what to do with a HowTo."""
    approach = practice.text("approach").text
    if not approach:
        return {}
    data: dict[str, Any] = {
        "@type": ["Article", "HowTo"],
        "step": [{"@type": "HowToStep", "text": approach}],
    }
    if practice.cost_from is not None or practice.cost_to is not None:
        amounts = {"minValue": practice.cost_from, "maxValue": practice.cost_to}
        data["estimatedCost"] = {"@type": "MonetaryAmount", "currency": "EUR"} | {
            name: str(amount) for name, amount in amounts.items() if amount is not None
        }
    return data


def _terms(practice: "Practice") -> dict[str, Any]:
    """The licence by its address, and the material that goes with it."""
    data: dict[str, Any] = {}
    if address := LICENCE_ADDRESSES.get(practice.licence):
        data["license"] = address
    if parts := [
        {"@type": "CreativeWork", "name": row.text("title").text, "url": row.url}
        for row in practice.materials.all()
    ]:
        data["hasPart"] = parts
    return data


def _organisations(item: Any) -> list[dict[str, str]]:
    return [
        {"@type": "Organization", "name": organisation.text("title").text}
        for organisation in item.organisations.all()
    ]


def _places(item: Any) -> list[dict[str, str]]:
    if item.is_national:
        return [{"@type": "Country", "name": "NL"}]
    return [
        {"@type": "AdministrativeArea", "name": str(province)}
        for province in item.classification("provinces")
    ]


def _audience(item: Any) -> dict[str, Any]:
    groups = [str(group) for group in item.classification("target_groups")]
    return (
        {"audience": [{"@type": "Audience", "audienceType": group} for group in groups]}
        if groups
        else {}
    )


def _course_instance(offer: "Offer") -> dict[str, Any]:
    facts: dict[str, Any] = {}
    if offer.mode:
        facts["courseMode"] = _COURSE_MODES[offer.mode]
    if offer.place:
        facts["location"] = {"@type": "Place", "name": offer.place}
    if offer.available_from:
        facts["startDate"] = offer.available_from.isoformat()
    if offer.available_until:
        facts["endDate"] = offer.available_until.isoformat()
    if offer.duration_value is not None and offer.duration_value == int(offer.duration_value):
        # ISO 8601 durations of whole numbers only: "P1.5Y" is not understood everywhere.
        facts["courseWorkload"] = _ISO_UNITS[offer.duration_unit].format(int(offer.duration_value))
    return {"@type": "CourseInstance"} | facts if facts else {}
