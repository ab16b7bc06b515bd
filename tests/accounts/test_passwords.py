"""Passwords that somebody would try first on this site are refused, long ones of words are fine."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from tests.factories import OrganisationFactory, RegionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def names() -> None:
    OrganisationFactory(title="MBO College Flevoland", abbreviation="MCF")
    RegionFactory(label="Noord-Holland")


@pytest.mark.parametrize(
    "password",
    [
        "Vlechtwerk2026!",
        "vlechtwerk-vlechtwerk",
        "Welkom-Vlechtwerk-01",
        "V13chtw3rk2026",
        "MBO College Flevoland 1",
        "mbocollegeflevoland",
        "N00rd-h0lland2026",
        "Wachtwoord2026!",
        "Zomer2026Zomer2026",
        "Qwertyuiop123456",
        "ikhouvanjou1234",
        # In the list of leaked passwords that comes with Django.
        "1234567890123",
        "1qaz2wsx3edc",
    ],
)
def test_guessable_password_is_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password)


@pytest.mark.parametrize(
    "password",
    [
        "een-lang-wachtwoord-1",
        "paard batterij nietje correct",
        "Mei-regen-op-de-dakpan",
        "xK9#vQ2!mZ7pLw",
        "🐝🐝🐝🐝🐝🐝🐝🐝🐝🐝🐝🐝",
        "фиалка на окошке",
    ],
)
def test_password_that_nobody_guesses_is_fine(password: str) -> None:
    validate_password(password)


def test_reason_is_given_in_words() -> None:
    with pytest.raises(ValidationError) as refusal:
        validate_password("Vlechtwerk2026!")
    assert [fault.code for fault in refusal.value.error_list] == ["password_of_names"]
