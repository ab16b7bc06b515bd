"""What it costs and where one registers."""

from decimal import Decimal, InvalidOperation

from events.harvest.icalendar.texts import is_web_address
from events.harvest.web_pages.vocabulary import Node, nodes, said

#: The largest amount that is read.
_MOST = Decimal(1_000_000)


def registration_of(node: Node) -> str:
    """The address of the first offer that has one of its own."""
    own = said(node.get("url")).strip()
    for offer in _offers(node):
        url = said(offer.get("url")).strip()
        if is_web_address(url) and url != own:
            return url
    return ""


def cost_of(node: Node) -> tuple[str, str]:
    """As `Offer.Cost`, and the lowest amount in euros as text; both empty when nobody says."""
    prices = [price for offer in _offers(node) if (price := _price(offer)) is not None]
    if said_free(node) or (prices and not any(amount for amount, _euros in prices)):
        return "free", ""
    paid = [(amount, euros) for amount, euros in prices if amount]
    if not paid:
        return "", ""
    if not all(euros for _amount, euros in paid):
        return "paid", ""
    return "paid", f"{min(amount for amount, _euros in paid):.2f}"


def said_free(node: Node) -> bool:
    value = node.get("isAccessibleForFree")
    return value is True or str(value).strip().lower() in ("true", "yes", "https://schema.org/true")


def _offers(node: Node) -> list[Node]:
    found = []
    for offer in nodes(node.get("offers")):
        found.append(offer)
        found.extend(nodes(offer.get("offers")))
    return found[:50]


def _price(offer: Node) -> tuple[Decimal, bool] | None:
    for name in ("price", "lowPrice"):
        text = said(offer.get(name)).strip().replace("€", "").strip()
        if not text:
            continue
        try:
            amount = Decimal(text.replace(",", ".") if text.count(",") == 1 else text)
        except InvalidOperation:
            return None
        if not amount.is_finite() or not 0 <= amount <= _MOST:
            return None
        return amount, said(offer.get("priceCurrency")).strip().upper() in ("", "EUR")
    return None
