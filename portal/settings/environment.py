"""Strict reading of environment variables.

Every setting that differs between installations is read through one of these readers, so that a
typing mistake stops the start with a sentence instead of quietly changing how the site behaves,
and so that the list of variables in the documentation can be checked by a test.
"""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.core.validators import validate_email

PREFIX = "VLECHTWERK_"


class ConfigurationError(ImproperlyConfigured):
    """A variable is missing, misspelt or has a value that cannot be used."""


@dataclass(frozen=True)
class Variable:
    """One environment variable the project understands."""

    name: str
    expected: str
    secret: bool = False


class Environment:
    """Reads variables from a mapping and remembers which ones it was asked for."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values
        self.variables: dict[str, Variable] = {}

    def text(self, name: str, default: str = "", *, expected: str = "a text of one line") -> str:
        value = self._read(name, expected)
        if value is None:
            return default
        if not value.isprintable():
            self._refuse(name, value, expected)
        return value

    def boolean(self, name: str, default: bool) -> bool:
        expected = "true or false"
        value = self._read(name, expected)
        if value is None:
            return default
        if value not in ("true", "false"):
            self._refuse(name, value, expected)
        return value == "true"

    def integer(self, name: str, default: int, *, least: int, most: int) -> int:
        expected = f"a whole number from {least} to {most}"
        value = self._read(name, expected)
        if value is None:
            return default
        # isdecimal() alone would also accept digits of other scripts.
        if not (value.isascii() and value.isdecimal() and least <= int(value) <= most):
            self._refuse(name, value, expected)
        return int(value)

    def choice(self, name: str, default: str, *, options: tuple[str, ...]) -> str:
        expected = "one of " + ", ".join(options)
        value = self._read(name, expected)
        if value is None:
            return default
        if value not in options:
            self._refuse(name, value, expected)
        return value

    def words(
        self,
        name: str,
        default: list[str] | None = None,
        *,
        expected: str,
        accept: Callable[[str], bool] = bool,
        secret: bool = False,
    ) -> list[str]:
        """A list separated by commas; every element must be accepted."""
        value = self._read(name, expected, secret=secret)
        if value is None:
            return default or []
        elements = [element.strip() for element in value.split(",")]
        if not all(element and accept(element) for element in elements):
            self._refuse(name, value, expected)
        return elements

    def url(
        self,
        name: str,
        default: str,
        *,
        schemes: tuple[str, ...],
        origin_only: bool = False,
        several_hosts: bool = False,
        secret: bool = False,
    ) -> str:
        """An address; `origin_only` refuses a path, query or user part after the host.

        With `several_hosts` the hosts of a cluster may stand side by side: `a:1,b:2`."""
        expected = "an address that starts with " + " or ".join(
            f"{scheme}://" for scheme in schemes
        )
        if origin_only:
            expected += " and has nothing after the host and port"
        value = self._read(name, expected, secret=secret)
        if value is None:
            return default
        try:
            parts = urlsplit(value)
            user, at, hosts = parts.netloc.rpartition("@")
            alone = hosts.split(",") if several_hosts else [hosts]
            ports = [urlsplit(f"//{user}{at}{host}").port for host in alone]
            port_is_valid = all(port is None or port > 0 for port in ports)
        except ValueError:
            self._refuse(name, value, expected)
        usable = parts.scheme in schemes and port_is_valid and bool(parts.netloc or parts.path)
        if origin_only:
            leftover = parts.path or parts.query or parts.fragment or "@" in parts.netloc
            usable = usable and bool(parts.hostname) and not leftover
        if not usable:
            self._refuse(name, value, expected)
        return value

    def email(self, name: str, default: str) -> str:
        expected = "an e-mail address such as info@example.org"
        value = self._read(name, expected)
        if value is None:
            return default
        try:
            validate_email(value)
        except Exception:  # noqa: BLE001 - whatever the validator dislikes is refused in our words
            self._refuse(name, value, expected)
        return value

    def date(self, name: str, default: datetime.date) -> datetime.date:
        expected = "a date such as 2026-12-31"
        value = self._read(name, expected)
        if value is None:
            return default
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            self._refuse(name, value, expected)

    def folder(self, name: str, default: Path) -> Path:
        """A folder for changing files. It need not exist yet; a relative path would depend on
        where the process was started, so it is refused."""
        expected = "an absolute path of a folder"
        value = self._read(name, expected)
        if value is None:
            return default
        path = Path(value)
        if not path.is_absolute() or path.is_file():
            self._refuse(name, value, expected)
        return path

    def secret(self, name: str, *, least: int = 1) -> str:
        """A value that must not show in a process list; `<name>_FILE` may name a file with it."""
        value = self._read(name, f"a secret of at least {least} characters", secret=True)
        if value is not None and len(value) < least:
            self._refuse(name, value, f"a secret of at least {least} characters")
        return value or ""

    def refuse_unknown(self) -> None:
        """Stop when a variable carries our prefix but nobody reads it: most likely a typo."""
        unknown = sorted(
            name for name in self._values if name.startswith(PREFIX) and name not in self.variables
        )
        if unknown:
            raise ConfigurationError(
                f"{', '.join(unknown)}: this project knows no such variable; "
                "check the spelling against docs/configuration.md."
            )

    def _read(self, name: str, expected: str, *, secret: bool = False) -> str | None:
        """The value as given, or None when unset. An empty value counts as unset, because
        container and systemd files often pass a variable on without a value."""
        self.variables[name] = Variable(name, expected, secret)
        value = self._values.get(name) or None
        if secret:
            value = self._read_secret_file(name, value)
        return value

    def _read_secret_file(self, name: str, value: str | None) -> str | None:
        file_name = f"{name}_FILE"
        self.variables[file_name] = Variable(file_name, "a path of a readable file")
        path = self._values.get(file_name) or None
        if path is None:
            return value
        if value is not None:
            raise ConfigurationError(f"{name} and {file_name} are both set: keep one of them.")
        try:
            return Path(path).read_text(encoding="utf-8").strip() or None
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigurationError(
                f"{file_name} is '{path}', but that file cannot be read: {error}."
            ) from error

    def _refuse(self, name: str, value: str, expected: str) -> NoReturn:
        # A secret must not end up in a log through its own error message.
        secret = self.variables[name].secret
        given = "set to a value that cannot be used" if secret else f"'{value}'"
        raise ConfigurationError(f"{name} is {given}; expected {expected}.") from None
