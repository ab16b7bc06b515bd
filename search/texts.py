"""The plain text of fields, per language."""

from collections.abc import Iterable
from typing import Any

from search.analysis import LANGUAGES


def per_language(item: Any, name: str) -> dict[str, str]:
    """A field and its English companion; a language without text is absent."""
    texts = {
        language: str(getattr(item, name if language == "nl" else f"{name}_{language}") or "")
        for language in LANGUAGES
    }
    return {language: text for language, text in texts.items() if text}


def stream_text(item: Any, language: str) -> str:
    """The words of the running text, without its markup."""
    body = getattr(item, "body" if language == "nl" else f"body_{language}")
    if not body:
        return ""
    return joined(str(piece) for piece in body.stream_block.get_searchable_content(body))


def joined(texts: Iterable[str]) -> str:
    return "\n".join(text.strip() for text in texts if text and text.strip())
