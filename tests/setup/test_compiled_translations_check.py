from pathlib import Path

from django.test import override_settings

from portal.checks import translations_are_compiled


def test_a_site_without_compiled_translations_does_not_start(tmp_path: Path):
    folder = tmp_path / "locale" / "nl" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").touch()
    with override_settings(LOCALE_PATHS=[tmp_path / "locale"], BASE_DIR=tmp_path):
        (fault,) = translations_are_compiled(None)
        assert "locale/nl/LC_MESSAGES/django.po" in fault.msg
        assert "compile_translations" in fault.hint
        (folder / "django.mo").touch()
        assert translations_are_compiled(None) == []
