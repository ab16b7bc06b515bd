"""Finds damage in the files of the embedded index before a search does.

Tantivy ends every file with a checksum of what comes before it, but reads it only when it
is asked to. A cut-off file shows at once; changed bytes show only when all of it is read.
"""

import json
import re
import struct
import zlib
from pathlib import Path
from typing import Any

SEGMENT_LIST = "meta.json"
SEGMENT_FILES = ("term", "idx", "pos", "store", "fast", "fieldnorm")
FOOTER_MAGIC = 1337
FOOTER_END = struct.Struct("<II")
LONGEST_FOOTER = 4096
READ_AT_ONCE = 1 << 20


def damage(generation: Path, closely: bool) -> str | None:
    """What is wrong with the files of a generation, or None.

    ``closely`` reads every byte, otherwise only the end of each file. A commit or a merge
    may replace files meanwhile: what is missing then is looked up once more.
    """
    found = _damage(generation, closely)
    return found and _damage(generation, closely)


def _damage(generation: Path, closely: bool) -> str | None:
    try:
        for path in _files(generation):
            if problem := _file_damage(path, closely):
                return f"{path.name}: {problem}"
    except FileNotFoundError as fault:
        return f"{Path(fault.filename).name} is missing"
    except (OSError, ValueError, KeyError, TypeError) as fault:
        return f"{SEGMENT_LIST} cannot be read: {fault}"
    return None


def _files(generation: Path) -> list[Path]:
    """The files that a search may read."""
    listed: dict[str, Any] = json.loads((generation / SEGMENT_LIST).read_text("utf-8"))
    files = []
    for segment in listed["segments"]:
        stem = re.sub("[^0-9a-f]", "", segment["segment_id"])
        files += [generation / f"{stem}.{ending}" for ending in SEGMENT_FILES]
        if segment["deletes"]:
            files.append(generation / f"{stem}.{segment['deletes']['opstamp']}.del")
    return files


def _file_damage(path: Path, closely: bool) -> str | None:
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(size - FOOTER_END.size, 0))
        end = file.read()
        if len(end) != FOOTER_END.size:
            return "is cut off"
        length, magic = FOOTER_END.unpack(end)
        body = size - FOOTER_END.size - length
        if magic != FOOTER_MAGIC or length > LONGEST_FOOTER or body < 0:
            return "is cut off"
        file.seek(body)
        expected = json.loads(file.read(length))["crc"]
        if not closely:
            return None
        file.seek(0)
        found, left = 0, body
        while left > 0 and (piece := file.read(min(READ_AT_ONCE, left))):
            found = zlib.crc32(piece, found)
            left -= len(piece)
    return None if found == expected else "does not have its checksum"
