"""Whether files are still those that something was made from."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def fingerprint(paths: Iterable[Path]) -> str:
    """Changes when a file below one of the paths is added, removed or edited."""
    digest = hashlib.sha256()
    for path in paths:
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            # Python writes compiled files beside the sources whenever it likes.
            if file.is_file() and "__pycache__" not in file.parts:
                status = file.stat()
                digest.update(f"{file}|{status.st_size}|{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
