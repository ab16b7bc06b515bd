"""What `make run` does the first time, the second time, and after a change."""

import os

import pytest
from django.core.management import CommandError, call_command

from portal.management.commands import demo_site


@pytest.fixture
def site(settings, tmp_path, monkeypatch, db):
    """A project folder with one file per kind of source, and commands that are only noted."""
    for file in (
        "requirements/base.txt",
        "static/css/base.css",
        "portal/stylesheet.py",
        "portal/launch_content/offers.yaml",
        "portal/migrations/0001_initial.py",
        "search/engine.py",
    ):
        path = tmp_path / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("first")
    settings.DEMO = True
    settings.BASE_DIR = tmp_path
    settings.VAR_DIR = tmp_path / "var"
    settings.STATIC_ROOT = tmp_path / "var" / "static"
    settings.SEARCH_URL = f"embedded://{tmp_path / 'var' / 'index'}"
    ran = []

    def note(*names, **options):
        ran.append(" ".join(names))
        if names == ("collectstatic",):
            settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
            (settings.STATIC_ROOT / "staticfiles.json").touch()
        if names == ("search_index", "rebuild"):
            (tmp_path / "var" / "index").mkdir(exist_ok=True)

    monkeypatch.setattr(demo_site, "call_command", note)

    def prepare():
        ran.clear()
        call_command("demo_site", "--no-serve")
        return [*ran]

    return prepare


EVERYTHING = [
    "collectstatic",
    "migrate",
    "search_index rebuild",
    "load_launch_content",
    "search_index drain",
    "find_overlaps",
]
NOTHING_NEW = ["search_index drain", "find_overlaps"]


def test_first_start_prepares_everything_and_the_second_almost_nothing(site):
    assert site() == EVERYTHING
    assert site() == NOTHING_NEW


def test_changed_launch_content_is_loaded_and_indexed(site, tmp_path):
    site()
    (tmp_path / "portal" / "launch_content" / "offers.yaml").write_text("second version")
    assert site() == [
        "load_launch_content",
        "search_index drain",
        "find_overlaps",
    ]


def test_new_migration_is_applied(site, tmp_path):
    site()
    (tmp_path / "portal" / "migrations" / "0002_more.py").write_text("new")
    assert site() == ["migrate", *NOTHING_NEW]


def test_lost_index_is_built_again(site, tmp_path):
    site()
    (tmp_path / "var" / "index").rmdir()
    assert site() == ["search_index rebuild", *NOTHING_NEW]


def test_step_that_failed_is_tried_again(site, monkeypatch):
    noted = demo_site.call_command

    def fail_once(*names, **options):
        if names == ("load_launch_content",):
            raise CommandError("offers.yaml: offer:x: cost is missing")
        noted(*names, **options)

    monkeypatch.setattr(demo_site, "call_command", fail_once)
    with pytest.raises(CommandError, match="cost is missing"):
        site()
    monkeypatch.setattr(demo_site, "call_command", noted)
    assert "load_launch_content" in site()


def test_fingerprint_notices_an_edit_that_keeps_the_size(tmp_path):
    file = tmp_path / "a.yaml"
    file.write_text("one")
    before = demo_site.fingerprint([tmp_path])
    file.write_text("two")
    os.utime(file, ns=(1, 1))
    assert demo_site.fingerprint([tmp_path]) != before


def test_fingerprint_ignores_what_python_compiles(tmp_path):
    (tmp_path / "a.py").write_text("one")
    before = demo_site.fingerprint([tmp_path])
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.cpython-311.pyc").write_text("compiled")
    assert demo_site.fingerprint([tmp_path]) == before


def test_outside_demo_mode_nothing_is_prepared(site, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="VLECHTWERK_DEMO=true"):
        site()


def test_it_starts_over_after_compiling_so_that_addresses_are_dutch(site, settings, monkeypatch):
    folder = settings.BASE_DIR / "locale" / "nl" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    )
    settings.LOCALE_PATHS = [settings.BASE_DIR / "locale"]
    started = []
    monkeypatch.setattr(demo_site.os, "execv", lambda program, words: started.append(words[0]))
    site()
    assert started == [demo_site.sys.executable]
    assert (folder / "django.mo").exists()
    site()
    assert len(started) == 1
