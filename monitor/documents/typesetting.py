"""Sets a template of ``templates/`` as a PDF that a screen reader can read.

Typst runs inside this process and reaches nothing outside: the template is one of ours and asks
for no package, the fonts come with us, and what the document tells arrives as JSON. So a text
with markup in it is printed as it stands, and never carried out.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings

FONTS = Path(__file__).parent / "fonts"
#: The face of the headings on the site, whole and in two weights.
FAMILY = "Atkinson Hyperlegible Next"
#: Setting takes time in proportion to what there is to set, and cannot be stopped halfway.
MOST_CHARACTERS = 200_000
#: PDF/UA-1 (ISO 14289): tagged, with a title and a language, or Typst refuses to make it.
STANDARD = "ua-1"


class DocumentError(Exception):
    """A document or picture cannot be made of this: it is too large, or not well-formed."""


@lru_cache(maxsize=1)
def fonts() -> typst.Fonts:
    """Our fonts, and after them those inside Typst for letters that ours lack.

    Not those of the machine, so that a document is the same wherever it is made.
    """
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FONTS)]
    )


def pdf_of(template: str, data: Mapping[str, Any], *, at: datetime) -> bytes:
    """The PDF of ``template`` filled with ``data``.

    Args:
        template: a ``.typ`` file under ``templates/``, such as ``monitor_admin/region_state.typ``.
        data: what it tells, as JSON can hold it; has at least ``title`` and ``language``.
        at: the moment it is of, which is written in the file: the same input gives the same
            bytes.

    Raises:
        DocumentError: when ``data`` is too large to set, or the template cannot set it.
    """
    return _set(template, data, format="pdf", pdf_standards=STANDARD, timestamp=_seconds(at))


def pages_of(template: str, data: Mapping[str, Any], *, ppi: int = 110) -> list[bytes]:
    """The same document as pictures, a PNG for each page."""
    made = _set(template, data, format="png", ppi=ppi)
    return made if isinstance(made, list) else [made]


def _set(template: str, data: Mapping[str, Any], **options: Any) -> Any:
    written = json.dumps({"family": FAMILY, **data}, ensure_ascii=False)
    if len(written) > MOST_CHARACTERS:
        raise DocumentError(f"{len(written)} characters are too many for {template}")
    root = Path(settings.BASE_DIR) / "templates"
    try:
        return typst.compile(
            str(root / template),
            root=str(root),
            font_paths=fonts(),
            sys_inputs={"data": written},
            **options,
        )
    except RuntimeError as error:
        raise DocumentError(f"{template} cannot be set: {error}") from error


def _seconds(at: datetime) -> int:
    return int(at.astimezone(UTC).timestamp())
