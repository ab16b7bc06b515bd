"""The folder of the embedded index: generations, the pointer to one, and locks.

``<root>/CURRENT`` names the generation that is read. A rebuild fills a new folder
and then replaces that file, which the operating system does in one step.
"""

import contextlib
import json
import os
import shutil
import time
from contextlib import AbstractContextManager
from dataclasses import asdict
from pathlib import Path

from django.utils import timezone

from search.engines.base import EngineUnavailableError, IndexUnusableError
from search.engines.embedded_damage import damage
from search.engines.manifest import Manifest
from search.engines.single_writer import file_lock

POINTER = "CURRENT"
MANIFEST = "manifest.json"
# Says to every process that the generation it lies in must not be read.
DAMAGED = "DAMAGED"
LEFTOVER_AGE_SECONDS = 600


class IndexFolder:
    """Knows where things are; opens no index itself."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def current(self) -> Path:
        """The generation to read."""
        try:
            name = (self.root / POINTER).read_text("ascii").strip()
        except FileNotFoundError:
            raise IndexUnusableError(
                f"There is no search index in {self.root} yet: run manage.py search_index rebuild"
            ) from None
        return self.root / name

    def manifest(self, generation: Path) -> Manifest:
        try:
            return Manifest(**json.loads((generation / MANIFEST).read_text("utf-8")))
        except (FileNotFoundError, ValueError, TypeError) as fault:
            raise IndexUnusableError(
                f"The search index does not say what built it: {fault}"
            ) from fault

    def examine(self, generation: Path, closely: bool) -> None:
        """Raises IndexUnusableError when a generation must not be used.

        ``closely`` reads all of it instead of the end of each file.
        """
        if not self.manifest(generation).up_to_date:
            raise IndexUnusableError(
                "The search index was built by another version: run manage.py search_index rebuild"
            )
        if self.is_marked(generation):
            raise IndexUnusableError("The search index is damaged")
        if problem := damage(generation, closely):
            self.mark_damaged(generation, problem)
            raise IndexUnusableError(f"The search index is damaged: {problem}")

    def is_marked(self, generation: Path) -> bool:
        return (generation / DAMAGED).exists()

    def mark_damaged(self, generation: Path, problem: str) -> None:
        with contextlib.suppress(OSError):
            (generation / DAMAGED).write_text(problem, "utf-8")

    def new_generation(self) -> Path:
        self.root.mkdir(parents=True, exist_ok=True)
        self._forget_unfinished()
        folder = self.root / f"{timezone.now():%Y%m%dT%H%M%S%f}-{os.getpid()}"
        folder.mkdir()
        return folder

    def switch_to(self, generation: Path, manifest: Manifest) -> None:
        """From here on every search reads this generation."""
        _write_durably(generation / MANIFEST, json.dumps(asdict(manifest), indent=1))
        previous = self._current_or_none()
        _write_durably(self.root / POINTER, generation.name)
        # The previous one stays for those still reading it, and to go back to.
        self._forget_all_but({generation, previous})

    def discard(self, generation: Path) -> None:
        shutil.rmtree(generation, ignore_errors=True)

    def sweep(self, generation: Path) -> None:
        """Removes what killed writers left behind; only while holding the lock."""
        oldest = time.time() - LEFTOVER_AGE_SECONDS
        for leftover in generation.glob(".tmp*"):
            with contextlib.suppress(FileNotFoundError):
                if leftover.stat().st_mtime < oldest:
                    leftover.unlink()

    def exclusive(self, timeout: float) -> AbstractContextManager[None]:
        """One process at a time."""
        return file_lock(self.root / "exclusive.lock", timeout)

    def _current_or_none(self) -> Path | None:
        try:
            return self.current()
        except EngineUnavailableError:
            return None

    def _forget_unfinished(self) -> None:
        """What killed rebuilds left behind: whoever starts one holds the lock."""
        for folder in self.root.iterdir():
            if folder.is_dir() and not (folder / MANIFEST).exists():
                self.discard(folder)

    def _forget_all_but(self, kept: set[Path | None]) -> None:
        for folder in self.root.iterdir():
            if folder.is_dir() and folder not in kept:
                self.discard(folder)


def _write_durably(path: Path, text: str) -> None:
    """Readers see the old content or the new, whatever happens in between."""
    temporary = path.with_name(f"{path.name}.new")
    with temporary.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
