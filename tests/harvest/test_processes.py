"""Whether the process that made a claim has ended."""

import subprocess
import sys

import pytest

from bench.site import ROOT
from harvest.processes import is_surely_dead, new_token

MAKES_TOKEN = (
    "import time; from harvest.processes import new_token; "
    "print(new_token(), flush=True); time.sleep(60)"
)


def test_this_one_has_not():
    assert not is_surely_dead(new_token())


def test_one_that_was_killed_has_and_another_with_its_number_is_another():
    with subprocess.Popen(
        [sys.executable, "-c", MAKES_TOKEN], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as other:
        token = other.stdout.readline().strip()
        assert not is_surely_dead(token)
        other.kill()
        other.wait()
    assert is_surely_dead(token)
    machine, pid, start, chance = new_token().split(":")
    assert is_surely_dead(f"{machine}:{pid}:{int(start) - 1}:{chance}")


@pytest.mark.parametrize("token", ["", "elsewhere", "other:1:2:x", ":1:2:x", "a:b:c:d"])
def test_of_what_ran_elsewhere_that_cannot_be_known(token):
    assert not is_surely_dead(token)


def test_a_token_fits_in_its_column():
    assert len(new_token()) <= 100
