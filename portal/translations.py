"""Compiled translations are made on the spot and never stored in the repository."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import polib


def compile_all(locale_folders: Iterable[Path]) -> Iterator[Path]:
    """Compile every catalogue that is newer than its compiled form; yields what was compiled.

    The file is put in place in one move, because a running site may be reading the old one.
    """
    for folder in locale_folders:
        for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
            compiled = source.with_suffix(".mo")
            if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
                continue
            handle, temporary = tempfile.mkstemp(dir=source.parent, suffix=".mo.new")
            os.close(handle)
            polib.pofile(str(source)).save_as_mofile(temporary)
            Path(temporary).chmod(0o644)
            Path(temporary).replace(compiled)
            yield source


def missing(catalogue: Path) -> list[str]:
    """Texts of a catalogue that have no finished translation."""
    entries = polib.pofile(str(catalogue))
    return [entry.msgid for entry in entries if not entry.obsolete and not entry.translated()]
