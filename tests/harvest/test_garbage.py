"""Searching for garbage rests while thousands of objects are made, and goes on afterwards."""

import gc

import pytest

from harvest.garbage import many_objects


def test_it_rests_and_goes_on_whatever_happens() -> None:
    assert gc.isenabled()
    with pytest.raises(ZeroDivisionError), many_objects():
        assert not gc.isenabled()
        _fault = 1 / 0
    assert gc.isenabled()


def test_it_stays_off_where_somebody_switched_it_off() -> None:
    gc.disable()
    try:
        with many_objects():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
