"""Cells that hold the running text of an item, as somebody types it."""

from types import SimpleNamespace
from typing import Any

from django.utils.translation import gettext as _

from organisations.bulk_upload.cells.kind import CellError
from organisations.bulk_upload.cells.text import Lines
from organisations.contributing.body_text import as_blocks, as_plain


class Body(Lines):
    """Text with empty lines between its paragraphs, and lists whose lines begin with a dash.

    A cell cannot hold headings, links or pictures. A text that has some can be uploaded again as
    it was downloaded; it is refused when it differs, so that nobody loses them unseen.
    """

    def understand(self, cell: Any) -> str:
        # As it will be read back, so that what was uploaded once is the same the next time.
        return _normal(super().understand(cell))

    def get(self, item: Any, field: str) -> str:
        stream = getattr(item, field)
        plain = as_plain(stream)
        return _words_of(stream) if plain is None else plain

    def set(self, item: Any, field: str, value: str) -> None:
        if as_plain(getattr(item, field)) is None:
            raise CellError(
                _("This text has headings, links or pictures. Change it on the page of the item.")
            )
        setattr(item, field, as_blocks(value))


def _normal(text: str) -> str:
    blocks = [SimpleNamespace(block_type=kind, value=value) for kind, value in as_blocks(text)]
    return as_plain(blocks) or ""


def _words_of(stream: Any) -> str:
    """The words of a text that a cell cannot hold, to show and compare."""
    texts = (
        text.strip() for block in stream for text in block.block.get_searchable_content(block.value)
    )
    return "\n\n".join(text for text in texts if text)
