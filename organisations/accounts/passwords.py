"""Refuses passwords that somebody would try first on this very site.

Django's list of common passwords knows nothing of the name of this site, of the organisations in it
and of what Dutch people write between capitals and digits.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from organisations.models import Organisation
from taxonomy.models import Province, Region

#: What people put around a name, or use alone with a year behind it.
_USUAL_FILE = Path(__file__).with_name("usual_passwords.txt")
#: Digits and signs that stand for letters; a one looks like two of them.
_DISGUISES = [str.maketrans("013457@$!€", f"o{one}eastas{one}e") for one in "il"]
_SHORTEST_NAME = 5
#: This much besides the words makes a password that nobody can guess from them.
_ENOUGH_ELSE = 6


class NamesValidator:
    """Refuses what is little more than names and usual words, also with digits for letters."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError for a password that somebody would guess."""
        readings = {_letters(password)}
        readings |= {_letters(password.translate(disguise)) for disguise in _DISGUISES}
        words = sorted({*_usual_words(), *_names()}, key=len, reverse=True)
        for letters in readings:
            if len(_without(words, letters)) < min(_ENOUGH_ELSE, len(letters)):
                raise ValidationError(self.get_help_text(), code="password_of_names")

    def get_help_text(self) -> str:
        return _(
            "Your password can't be just the name of this site or of an organisation, or a usual "
            "word with a number. Put a few words together that do not belong together."
        )


@cache
def _usual_words() -> frozenset[str]:
    return frozenset(_USUAL_FILE.read_text(encoding="utf-8").split())


def _names() -> Iterator[str]:
    """The names that belong to this site, in letters only.

    Short ones are left out: an abbreviation is part of many other words.
    """
    host = urlsplit(settings.BASE_URL).hostname or ""
    organisations = Organisation.objects.values_list("title", "title_en", "abbreviation")
    places = [model.objects.values_list("label") for model in (Region, Province)]
    rows = chain(organisations, *places)
    for name in (settings.SITE_NAME, *host.split("."), *(name for row in rows for name in row)):
        letters = _letters(name)
        if len(letters) >= _SHORTEST_NAME:
            yield letters


def _letters(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[^a-z]", "", bare)


def _without(words: list[str], letters: str) -> str:
    """What is left when every word, longest first, is taken out."""
    for word in words:
        letters = letters.replace(word, "")
    return letters
