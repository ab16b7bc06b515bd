"""Dutch is complete, and compiling needs no tools on the machine."""

import gettext
import os
import re
from pathlib import Path

import polib
import pytest
from django.apps import apps
from django.conf import settings

from portal.translations import compile_all, missing

OURS, LIBRARIES = (
    Path(folder) / "nl" / "LC_MESSAGES" / "django.po" for folder in settings.LOCALE_PATHS
)


@pytest.mark.parametrize("catalogue", [OURS, LIBRARIES], ids=["ours", "libraries"])
def test_every_text_has_a_finished_dutch_translation(catalogue):
    assert missing(catalogue) == []


def test_texts_of_libraries_are_still_in_those_libraries():
    folders = [Path(apps.get_app_config(name).path) for name in ("allauth", "auth", "wagtailadmin")]
    known = {
        entry.msgid
        for folder in folders
        for entry in polib.pofile(str(folder / "locale" / "en" / "LC_MESSAGES" / "django.po"))
    }
    assert [entry.msgid for entry in polib.pofile(str(LIBRARIES)) if entry.msgid not in known] == []


@pytest.mark.parametrize("catalogue", [OURS, LIBRARIES], ids=["ours", "libraries"])
def test_no_text_addresses_the_visitor_informally(catalogue):
    informal = re.compile(r"\b(je|jij|jou|jouw)\b", re.IGNORECASE)
    texts = [
        text
        for entry in polib.pofile(str(catalogue))
        for text in (entry.msgstr, *entry.msgstr_plural.values())
    ]
    assert [text for text in texts if informal.search(text)] == []


@pytest.mark.django_db
def test_log_in_page_speaks_the_words_of_this_site(client):
    page = client.get("/account/login/").content.decode()
    assert ">Inloggen<" in page
    assert "E-mailadres" in page
    wrong = client.post("/account/login/", {"login": "a@example.org", "password": "x"})
    assert "Het e-mailadres of het wachtwoord klopt niet." in wrong.content.decode()


@pytest.mark.parametrize("catalogue", [OURS, LIBRARIES], ids=["ours", "libraries"])
def test_placeholders_survive_translation(catalogue):
    for entry in polib.pofile(str(catalogue)):
        if "python-format" in entry.flags and not entry.obsolete and not entry.msgid_plural:
            assert sorted(_placeholders(entry.msgid)) == sorted(_placeholders(entry.msgstr))


def _placeholders(text):
    return re.findall(r"%\([a-z_]+\)[sd]", text)


def test_changed_catalogue_is_compiled_once(tmp_path):
    folder = tmp_path / "nl" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    source = folder / "django.po"
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=utf-8"}
    catalogue.append(polib.POEntry(msgid="Search", msgstr="Zoeken"))
    catalogue.save(str(source))

    assert list(compile_all([tmp_path])) == [source]
    assert list(compile_all([tmp_path])) == []
    with (folder / "django.mo").open("rb") as compiled:
        assert gettext.GNUTranslations(compiled).gettext("Search") == "Zoeken"

    later = (folder / "django.mo").stat().st_mtime + 10
    os.utime(source, (later, later))
    assert list(compile_all([tmp_path])) == [source]


def test_unfinished_translations_are_named(tmp_path):
    catalogue = polib.POFile()
    catalogue.append(polib.POEntry(msgid="Done", msgstr="Klaar"))
    catalogue.append(polib.POEntry(msgid="Empty", msgstr=""))
    catalogue.append(polib.POEntry(msgid="Unsure", msgstr="Onzeker", flags=["fuzzy"]))
    catalogue.append(polib.POEntry(msgid="Gone", msgstr="", obsolete=True))
    catalogue.save(str(tmp_path / "django.po"))
    assert missing(tmp_path / "django.po") == ["Empty", "Unsure"]
