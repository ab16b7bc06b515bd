"""From the bytes of a page to its text."""

import codecs
import re

_SAYS = re.compile(rb"<meta[^<>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decoded(body: bytes, charset: str = "") -> str:
    """The text: by its byte order mark, else UTF-8 when it is that, else by what header or page say.

    A page that is none of it is read as Windows-1252, which has a letter for every byte. NUL is left out.
    """
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace").replace("\0", "")
    try:
        return body.decode("utf-8").replace("\0", "")
    except UnicodeDecodeError:
        pass
    said = _SAYS.search(body[:4_000])
    for name in (charset, said.group(1).decode("ascii", "replace") if said else ""):
        if name and name.lower().replace("-", "") not in ("utf8", "iso88591", "latin1"):
            try:
                return body.decode(name, "replace").replace("\0", "")
            except (LookupError, ValueError):
                continue
    return body.decode("cp1252", "replace").replace("\0", "")
