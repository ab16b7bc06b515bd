"""The one stylesheet that visitors load."""

import os

import pytest
from django.contrib.staticfiles import finders

from portal.stylesheet import NAME, StylesheetFinder, build, bundle


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "css"
    (folder / "components").mkdir(parents=True)
    (folder / "layers.css").write_text("/* @layer no; */ @layer base, components;")
    (folder / "base.css").write_text("/* why */\nbody { margin: 0; }\n")
    (folder / "components" / "b.css").write_text(".b { margin: 0; }")
    (folder / "components" / "a.css").write_text(".a { margin: 0; }")
    return folder


def test_bundle_puts_files_in_their_layers_in_the_declared_order(source):
    assert bundle(source) == (
        "@layer base, components;\n"
        "@layer base {\nbody { margin: 0; }\n}\n"
        "@layer components {\n.a { margin: 0; }\n.b { margin: 0; }\n}\n"
    )


def test_bundle_of_layers_without_an_order_is_refused(source):
    (source / "layers.css").write_text("")
    with pytest.raises(ValueError, match="declares no @layer order"):
        bundle(source)


def test_build_follows_a_changed_source(source, tmp_path):
    target = tmp_path / "out" / "site.css"
    build(source, target)
    os.utime(target, (0, 0))
    (source / "base.css").write_text("body { color: inherit; }")
    assert "color: inherit" in build(source, target).read_text()


def test_build_follows_a_deleted_component(source, tmp_path):
    target = tmp_path / "site.css"
    build(source, target)
    (source / "components" / "b.css").unlink()
    later = target.stat().st_mtime + 1
    os.utime(source / "components", (later, later))
    assert ".b" not in build(source, target).read_text()


def test_build_leaves_no_half_files(source, tmp_path):
    target = tmp_path / "out" / "site.css"
    build(source, target)
    assert [path.name for path in target.parent.iterdir()] == ["site.css"]


def test_staticfiles_finds_the_stylesheet():
    assert finders.find(NAME)
    assert [path for path, _storage in StylesheetFinder().list(None)] == [NAME]
