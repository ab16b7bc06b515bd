"""Pictures of pages: files below `images/nl` and `images/en`, read strictly.

A picture of a screen has words in it, so every language has a file of its own.
"""

import hashlib
from pathlib import Path
from typing import Any

from django.conf import settings
from PIL import Image as Pillow
from PIL import UnidentifiedImageError

from portal.launching.planned import Planned
from portal.launching.record import Localised, Record

FOLDER = "images"
LANGUAGES = Localised._fields
FORMATS = ("PNG", "JPEG", "WEBP")
#: As long as the block of a page allows.
WORDS_MAX = 200

#: The value of a block per language.
Values = dict[str, dict[str, Any]]


def read_picture(record: Record, place: str, content: Any) -> tuple[Values, list[Planned]]:
    """The blocks per language of one picture in a text, and the images they need.

    What is wrong becomes a fault of the record: parts that are missing or unknown, a file that is
    not there, is no picture or is too big.
    """
    name = content.get("file") if isinstance(content, dict) else None
    if not isinstance(name, str) or Path(name).name != name:
        record.fault(place, "must have a file, by its name in images/nl and images/en, and an alt")
        return {}, []
    for part in sorted(set(content) - {"file", "alt", "caption"}):
        record.fault(f"{place}.{part}", "is no part of an image: use file, alt and caption")
    alt = record.part_localised(place, content, "alt", most=WORDS_MAX)
    caption = Localised()
    if "caption" in content:
        caption = record.part_localised(place, content, "caption", most=WORDS_MAX)
    values: Values = {}
    pictures = []
    for language in LANGUAGES:
        ref = f"{language}/{name}"
        file = record.catalogue.folder / FOLDER / ref
        fault = fault_of(file)
        if fault:
            record.fault(f"{place}.file", f"{FOLDER}/{ref} {fault}")
            continue
        words = getattr(alt, language)
        values[language] = {
            "image": ref,
            "alt_text": words,
            "decorative": False,
            "caption": getattr(caption, language),
        }
        pictures.append(_planned(record, ref, file, words))
    return values, pictures


def fault_of(file: Path) -> str:
    """Why a file cannot be a picture of a page, as the end of a sentence; empty when it can."""
    if not file.is_file():
        return "is not there"
    most = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
    if file.stat().st_size > most:
        return f"is larger than {most // 1024 // 1024} MB"
    try:
        with Pillow.open(file, formats=FORMATS) as picture:
            width, height = picture.size
            picture.verify()
    # Pillow says SyntaxError of a PNG whose parts are damaged.
    except (UnidentifiedImageError, OSError, SyntaxError, Pillow.DecompressionBombError):
        return f"is no picture in one of the formats {', '.join(FORMATS)}"
    if width * height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        return f"has too many pixels ({width} by {height})"
    return ""


def _planned(record: Record, ref: str, file: Path, words: str) -> Planned:
    mark = hashlib.sha1(file.read_bytes(), usedforsecurity=False).hexdigest()
    values = {"file_hash": mark}  # as Wagtail keeps it
    row = Planned("picture", ref, record.raw.file, record.raw.line, values)
    row.path, row.words = file, words
    return row
