"""Names of organisations as they are compared: what differs only in spelling is one name."""

import re
import unicodedata

#: What a name may have or lack without being another: legal forms and articles.
_LEGAL_FORMS = {"bv", "nv", "vof", "cv", "ua", "ba"}
_WORDS_FOR_IT = {"stichting", "vereniging", "cooperatie", "cooperatieve"}
_NOT_PART_OF_A_NAME = _LEGAL_FORMS | _WORDS_FOR_IT | {"de", "het", "the"}
_BETWEEN_WORDS = re.compile(r"[^\w]+")


def words_of(name: str) -> list[str]:
    """The words in small letters without accents; "B.V." and "BV" are one word."""
    letters = unicodedata.normalize("NFKD", name.casefold().replace(".", "").replace("&", " en "))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return [word for word in _BETWEEN_WORDS.split(plain) if word]


def comparable(name: str) -> str:
    """One spelling of a name, without legal form; of a name that is nothing else, all of it."""
    words = words_of(name)
    return " ".join([word for word in words if word not in _NOT_PART_OF_A_NAME] or words)
