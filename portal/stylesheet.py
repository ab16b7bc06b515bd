"""Joins the CSS sources into the one stylesheet a visitor loads.

The sources are one file per layer and one per component, which is pleasant to work
in and slow to load. A staticfiles finder builds `css/site.css` whenever a source
changed, so that runserver, WhiteNoise and collectstatic get it without a build step
(docs/decisions/one-stylesheet-without-a-bundler.md).
"""

import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

NAME = "css/site.css"
ORDER_FILE = "layers.css"
COMPONENTS = "components"

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ORDER = re.compile(r"@layer\s+([^;{]+);")
_INDENT = re.compile(r"\n\s*")


def layer_names(source: Path) -> list[str]:
    """The layers in the order that layers.css declares them, weakest first."""
    declared = _ORDER.search(_COMMENT.sub("", (source / ORDER_FILE).read_text("utf-8")))
    if declared is None:
        raise ValueError(f"{source / ORDER_FILE} declares no @layer order")
    return [name.strip() for name in declared[1].split(",")]


def source_files(source: Path, layer: str) -> list[Path]:
    """The files of one layer, in an order that is the same on every machine."""
    if layer == COMPONENTS:
        return sorted((source / COMPONENTS).glob("*.css"))
    return [source / f"{layer}.css"]


def bundle(source: Path) -> str:
    """All sources as one stylesheet, each file wrapped in its layer, comments left out."""
    names = layer_names(source)
    parts = [f"@layer {', '.join(names)};"]
    for layer in names:
        rules = "\n".join(_tightened(path) for path in source_files(source, layer))
        parts.append(f"@layer {layer} {{\n{rules}\n}}")
    return "\n".join(parts) + "\n"


def _tightened(path: Path) -> str:
    return _INDENT.sub("\n", _COMMENT.sub("", path.read_text("utf-8"))).strip()


def build(source: Path, target: Path) -> Path:
    """Write the bundle to `target`, unless it is newer than every source already.

    The file is put in place in one move: another process never reads half of it.
    """
    if _is_current(source, target):
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, suffix=".css")
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(bundle(source))
    draft = Path(name)
    draft.chmod(0o644)
    return draft.replace(target)


def _is_current(source: Path, target: Path) -> bool:
    if not target.exists():
        return False
    # Directories count too: deleting a component changes only its folder's time.
    watched = [source / COMPONENTS, *source.rglob("*.css")]
    return all(path.stat().st_mtime < target.stat().st_mtime for path in watched)


class StylesheetFinder(BaseFinder):
    """Offers `css/site.css` to staticfiles, built from the sources in static/css."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.source = Path(settings.BASE_DIR) / "static" / "css"
        self.location = Path(settings.VAR_DIR) / "build"

    def check(self, **kwargs: object) -> list:
        return []

    def find(  # type: ignore[override]
        self, path: str, find_all: bool = False, **kwargs: object
    ) -> str | list[str]:
        # Django 5.2 renamed the argument `all`; accept what either spelling sends.
        wants_all = find_all or bool(kwargs.get("all"))
        if path != NAME:
            return []
        found = str(build(self.source, self.location / NAME))
        return [found] if wants_all else found

    def list(self, ignore_patterns: object) -> Iterator[tuple[str, FileSystemStorage]]:
        build(self.source, self.location / NAME)
        yield NAME, FileSystemStorage(location=self.location)
