"""Titles: without the words with which programs say that something does not go ahead."""

import re

from events.harvest.icalendar.texts import one_line

_CANCELLED = (
    # Dutch, English, German, French
    "geannuleerd", "afgelast", "afgezegd", "vervallen", "vervalt", "gaat niet door",
    "canceled", "cancelled", "cancelado", "cancelada", "abgesagt", "entfällt", "storniert",
    "annulé", "annulée", "annule", "annulee",
    # Italian, Danish, Norwegian, Swedish, Finnish, Polish, Czech, Turkish
    "annullato", "annullata", "aflyst", "avlyst", "avbrutt", "inställt", "inställd", "peruttu", "peruutettu",
    "odwołane", "odwołano", "anulowano", "zrušeno", "i̇ptal edildi", "iptal edildi",
)  # fmt: skip
_POSTPONED = (
    "uitgesteld", "verplaatst", "verzet", "postponed", "verschoben", "reporté", "reportée",
    "aplazado", "aplazada", "rinviato", "rimandato", "udsat", "utsatt", "uppskjutet", "siirretty",
)  # fmt: skip


def _front(words: tuple[str, ...]) -> re.Pattern[str]:
    """One of the words in front: in brackets, or with a sign behind it that sets it apart."""
    word = "|".join(re.escape(each) for each in sorted(words, key=len, reverse=True))
    return re.compile(
        rf"^\W{{0,3}}(?:[\[({{<*]+\s*(?:{word})\s*!*\s*[\])}}>*]+\s*[:\-–—|]?"
        rf"|(?:{word})\s*!*\s*(?::|\s[-–—|]\s|[-–—|]\s|!+\s|\s?//))\s*",
        re.IGNORECASE,
    )


def _back(words: tuple[str, ...]) -> re.Pattern[str]:
    """One of the words in brackets at the end, or behind a dash."""
    word = "|".join(re.escape(each) for each in sorted(words, key=len, reverse=True))
    return re.compile(
        rf"\s*(?:[\[(]\s*(?:{word})\s*!*\s*[\])]|\s[-–—|]\s*(?:{word})!*)\s*$", re.IGNORECASE
    )


_SIGNS = {
    "cancelled": (_front(_CANCELLED), _back(_CANCELLED)),
    "postponed": (_front(_POSTPONED), _back(_POSTPONED)),
}


#: What is longer is no title, and would take long to look at.
_LONGEST_LOOKED_AT = 1_000


def title_and_status(text: str) -> tuple[str, str]:
    """The title proper, and "cancelled" or "postponed" when a word around it said so, else ""."""
    title, status = one_line(text), ""
    if len(title) > _LONGEST_LOOKED_AT:
        return title, status
    for word, (front, back) in _SIGNS.items():
        rest = back.sub("", front.sub("", title, count=1), count=1).strip()
        if rest != title and rest:
            title, status = rest, status or word
    return title, status
