"""Provinces that a title names: of a scheme in another province nothing is double."""

from publishing.duplicates.words import words_of

_NAMES = {
    "NL-GR": ("groningen", "groningse", "gronings"),
    "NL-FR": ("friesland", "fryslan", "friese", "fries", "frysk"),
    "NL-DR": ("drenthe", "drentse", "drents"),
    "NL-OV": ("overijssel", "overijsselse"),
    "NL-FL": ("flevoland", "flevolandse", "flevolands"),
    "NL-GE": ("gelderland", "gelderse", "gelders"),
    "NL-UT": ("utrecht", "utrechtse", "utrechts"),
    "NL-NH": ("noord holland", "noordholland", "noord hollandse", "noordhollandse"),
    "NL-ZH": ("zuid holland", "zuidholland", "zuid hollandse", "zuidhollandse"),
    "NL-ZE": ("zeeland", "zeeuwse", "zeeuws"),
    "NL-NB": ("noord brabant", "noordbrabant", "brabant", "brabantse", "brabants"),
    "NL-LI": ("limburg", "limburgse", "limburgs"),
}
_CODE_OF = {name: code for code, names in _NAMES.items() for name in names}


def without_provinces(text: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """The words of a title without the provinces it names, and the codes of those."""
    words, kept, codes = words_of(text), [], set()
    place = 0
    while place < len(words):
        pair = " ".join(words[place : place + 2])
        if code := _CODE_OF.get(pair):
            codes.add(code)
            place += 2
            continue
        if code := _CODE_OF.get(words[place]):
            codes.add(code)
        else:
            kept.append(words[place])
        place += 1
    return tuple(kept), frozenset(codes)
