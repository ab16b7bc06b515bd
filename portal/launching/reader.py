"""Reads a folder of YAML files into records. Knows nothing of what the records mean."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from portal.launching.faults import Fault

#: Ids stand in addresses and in references, so they have one way of writing.
ID_PATTERN = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*")


class StrictLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML without its surprises: `no` is a word, a date is a text, a key occurs once."""

    # The rules of the base class belong to that class: change a copy, not the original.
    yaml_implicit_resolvers = {
        first: [
            (tag, pattern)
            for tag, pattern in resolvers
            if tag not in ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp")
            and tag not in ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")
        ]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[Any] = set()
        for key_node, _value in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, str | int):
                raise yaml.MarkedYAMLError(
                    problem="a field name must be a word", problem_mark=key_node.start_mark
                )
            if key in seen:
                raise yaml.MarkedYAMLError(
                    problem=f"the field '{key}' occurs twice", problem_mark=key_node.start_mark
                )
            seen.add(key)
        return dict(super().construct_mapping(node, deep))


# YAML 1.1 also reads `on` as true, 1:30 as ninety and 010 as eight; here only plain forms count.
StrictLoader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf")
)
StrictLoader.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile(r"^-?(?:0|[1-9][0-9]*)$"), list("-0123456789")
)
StrictLoader.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"^-?(?:0|[1-9][0-9]*)\.[0-9]+$"), list("-0123456789")
)


@dataclass(frozen=True)
class RawRecord:
    """One record as the file has it, and where that is."""

    file: str
    id: str
    line: int
    data: dict[str, Any]
    lines: dict[str, int] = field(default_factory=dict)


def read_file(path: Path) -> tuple[list[RawRecord], list[Fault]]:
    """The records of one file, and its faults of form."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        return [], [Fault(f"is not UTF-8 text (byte {error.start})", path.name)]
    except OSError as error:
        return [], [Fault(f"cannot be read: {error.strerror}", path.name)]
    records: list[RawRecord] = []
    faults: list[Fault] = []
    try:
        for item in _records(path.name, text):
            if isinstance(item, RawRecord):
                records.append(item)
            else:
                faults.append(item)
    except yaml.YAMLError as error:
        faults.append(_syntax_fault(path.name, error))
    except RecursionError:
        faults.append(Fault("is nested too deeply", path.name))
    return records, faults + _doubles(records)


def _records(file: str, text: str) -> Iterator[RawRecord | Fault]:
    loader = StrictLoader(text)
    try:
        root = loader.get_single_node()
        if root is None:
            return
        if not isinstance(root, yaml.SequenceNode):
            yield Fault("must be a list of records, each starting with '- id:'", file, line=1)
            return
        for node in root.value:
            yield _record(file, loader, node)
    finally:
        loader.dispose()


def _record(file: str, loader: StrictLoader, node: yaml.Node) -> RawRecord | Fault:
    line = node.start_mark.line + 1
    if not isinstance(node, yaml.MappingNode):
        return Fault("is not a record: expected fields such as 'id: ...'", file, line=line)
    data = loader.construct_object(node, deep=True)
    lines = {key.value: key.start_mark.line + 1 for key, _value in node.value}
    identifier = data.get("id")
    if identifier is None:
        return Fault("a record has no id", file, field="id", line=line)
    if not isinstance(identifier, str) or not ID_PATTERN.fullmatch(identifier):
        return Fault(
            "must be words of small letters and digits with hyphens between them",
            file,
            str(identifier),
            "id",
            line,
        )
    return RawRecord(file, identifier, line, data, lines)


def _doubles(records: list[RawRecord]) -> list[Fault]:
    first: dict[str, int] = {}
    faults = []
    for record in records:
        if record.id in first:
            message = f"this id was already used on line {first[record.id]}"
            faults.append(Fault(message, record.file, record.id, "id", record.line))
        first.setdefault(record.id, record.line)
    return faults


def _syntax_fault(file: str, error: yaml.YAMLError) -> Fault:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    context = getattr(error, "context", None)
    words = f"{context}: {problem}" if context else str(problem)
    return Fault(f"is not valid YAML: {words}", file, line=mark.line + 1 if mark else 0)
