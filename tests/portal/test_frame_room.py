import resource
from collections.abc import Iterable
from typing import Any

import pytest

from portal.frame_room import with_room


def _answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    start_response("200 OK", [])
    return [environ["PATH_INFO"].encode()]


def test_the_answer_passes_through() -> None:
    told: list[str] = []
    application = with_room(_answer)
    assert application({"PATH_INFO": "/zoeken/"}, lambda status, _headers: told.append(status)) == [
        b"/zoeken/"
    ]
    assert told == ["200 OK"]


def test_a_fault_passes_through() -> None:
    def broken(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        raise RuntimeError("broken")

    with pytest.raises(RuntimeError, match="broken"):
        with_room(broken)({}, None)


def test_going_deep_again_and_again_fetches_no_memory_from_the_system() -> None:
    def deeper(levels: int) -> int:
        return levels and deeper(levels - 1)

    def faults() -> int:
        return resource.getrusage(resource.RUSAGE_SELF).ru_minflt

    fetched: list[int] = []

    def busy(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        deeper(400)
        before = faults()
        for _ in range(2000):
            # Depths that pass the end of a common chunk, wherever the test runner left it.
            deeper(400)
        fetched.append(faults() - before)
        return []

    with_room(busy)({}, None)
    assert fetched[0] < 200
