"""Dependencies are locked with hashes, explained, and all that the code imports are named."""

import ast
import json
import re
import sys
from importlib.metadata import packages_distributions

import pytest
from django.conf import settings
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

REQUIREMENTS = settings.BASE_DIR / "requirements"
ICAL_JS = settings.BASE_DIR / "tools" / "ical.js"
EXPLAINED = {
    canonicalize_name(name)
    for row in re.findall(
        r"^\| (`[^|]*)\|",
        (settings.BASE_DIR / "docs" / "dependencies.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    for name in re.findall(r"`([^`]+)`", row)
}


def asked(name):
    lines = (REQUIREMENTS / name).read_text(encoding="utf-8").splitlines()
    return {
        canonicalize_name(Requirement(line).name) for line in lines if re.match(r"[A-Za-z]", line)
    }


def locked(name):
    text = (REQUIREMENTS / name).read_text(encoding="utf-8")
    return {
        canonicalize_name(package): version
        for package, version in re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", text, re.MULTILINE)
    }


def asked_of_npm():
    manifest = json.loads((ICAL_JS / "package.json").read_text(encoding="utf-8"))
    return {canonicalize_name(name) for name in manifest["dependencies"]}


def test_every_asked_package_is_explained_and_nothing_else():
    python = asked("base.in") | asked("elasticsearch.in") | asked("dev.in") | asked("clients.in")
    assert python | asked_of_npm() == EXPLAINED


@pytest.mark.parametrize("name", ["base", "elasticsearch", "dev", "clients"])
def test_every_asked_package_is_locked(name):
    assert asked(f"{name}.in") <= set(locked(f"{name}.txt"))


def test_development_adds_to_the_running_site_and_changes_nothing():
    development = locked("dev.txt")
    for package, version in (locked("base.txt") | locked("elasticsearch.txt")).items():
        assert development[package] == version


def test_the_optional_packages_change_nothing_for_the_running_site():
    base = locked("base.txt")
    for package, version in locked("elasticsearch.txt").items():
        assert base.get(package, version) == version


def test_the_site_needs_none_of_the_programs_that_subscribe_to_it():
    assert not asked("clients.in") & set(locked("dev.txt"))


@pytest.mark.parametrize("name", ["base.txt", "elasticsearch.txt", "dev.txt", "clients.txt"])
def test_every_locked_version_has_a_hash_and_no_address(name):
    text = (REQUIREMENTS / name).read_text(encoding="utf-8")
    entries = re.split(r"^(?=\S+==)", text, flags=re.MULTILINE)[1:]
    assert entries
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert not re.search(r"https?://|--(?:index|find)-|@ file", text)


def test_every_locked_npm_package_has_a_hash_and_no_address():
    text = (ICAL_JS / "package-lock.json").read_text(encoding="utf-8")
    entries = {path: entry for path, entry in json.loads(text)["packages"].items() if path}
    asked_for = {path.removeprefix("node_modules/") for path in entries}
    assert {canonicalize_name(name) for name in asked_for} >= asked_of_npm()
    assert [path for path, entry in entries.items() if "sha512-" not in entry["integrity"]] == []
    assert "://" not in text


def test_code_imports_only_packages_it_asks_for():
    distributions = packages_distributions()
    own = set(settings.ROOMS)
    unnamed = set()
    for room in settings.ROOMS:
        for path in (settings.BASE_DIR / room).rglob("*.py"):
            for module in imported_modules(path):
                if module in own or module in sys.stdlib_module_names:
                    continue
                names = {canonicalize_name(name) for name in distributions.get(module, [module])}
                if not names & (asked("base.in") | asked("elasticsearch.in")):
                    unnamed.add(f"{module} in {path.relative_to(settings.BASE_DIR)}")
    assert unnamed == set()


def imported_modules(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]
