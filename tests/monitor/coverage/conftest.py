"""A small field that the pages and files of the map are tried on."""

from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from taxonomy.models import Scale
from tests.factories import (
    OfferFactory,
    PracticeFactory,
    ProvinceFactory,
    ScaleFactory,
    TargetGroupFactory,
)


@pytest.fixture(scope="module")
def small_field(django_db_setup, django_db_blocker, tmp_path_factory):
    """Pupils have five offers in Flevoland, one of them for Utrecht too, and a national one.

    Workers have a planned practice in Utrecht. Of them, returners have nothing. Made once for a
    module; what a test changes is undone after it, but for the index.
    """
    search_url = f"embedded://{tmp_path_factory.mktemp('field') / 'index'}"
    with (
        django_db_blocker.unblock(),
        override_settings(SEARCH_URL=search_url),
        transaction.atomic(),
    ):
        yield _made()
        transaction.set_rollback(True)


def _made() -> SimpleNamespace:
    flevoland = ProvinceFactory(code="NL-FL", label="Flevoland", label_en="")
    utrecht = ProvinceFactory(code="NL-UT", label="Utrecht", label_en="")
    workers = TargetGroupFactory(ref="workers", label="=Werkenden", label_en="")
    TargetGroupFactory(ref="returners", label="Herintreders", label_en="", parent=workers)
    pupils = TargetGroupFactory(ref="pupils", label="Leerlingen", label_en="Pupils")
    OfferFactory(title="Robotica", provinces=[flevoland, utrecht], target_groups=[pupils])
    for _number in range(4):
        OfferFactory(provinces=[flevoland], target_groups=[pupils])
    OfferFactory(scale=ScaleFactory(ref=Scale.NATIONAL), target_groups=[pupils])
    PracticeFactory(provinces=[utrecht], target_groups=[workers], phase="idea")
    call_command("search_index", "rebuild", verbosity=0)
    return SimpleNamespace(pupils=pupils, workers=workers)
