"""What is wrong with the files, in sentences an editor can act on."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One mistake: where it is and what it is."""

    message: str
    file: str
    record: str = ""
    field: str = ""
    line: int = 0

    def __str__(self) -> str:
        place = self.file
        if self.record:
            place += f", record '{self.record}'"
        if self.field:
            place += f", field '{self.field}'"
        if self.line:
            place += f" (line {self.line})"
        return f"{place}: {self.message}."


class LaunchContentError(Exception):
    """The content cannot be loaded; nothing was changed."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults
