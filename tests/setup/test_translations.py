"""Dutch is complete, and compiling needs no tools on the machine."""

import gettext
import os
import re

import polib
from django.conf import settings

from portal.translations import compile_all, missing

DUTCH = settings.BASE_DIR / "locale" / "nl" / "LC_MESSAGES" / "django.po"


def test_every_text_has_a_finished_dutch_translation():
    assert missing(DUTCH) == []


def test_placeholders_survive_translation():
    for entry in polib.pofile(str(DUTCH)):
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
