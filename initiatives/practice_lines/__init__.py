"""The results, conditions and material of a practice as lines of text.

A form and a spreadsheet have one field for something of which there are several: one per line.
Whoever writes needs to know nothing but that; what is between bars is for who wants to say more.
"""

from initiatives.practice_lines.parts import PARTS, Part
from initiatives.practice_lines.reading import LineError

__all__ = ["PARTS", "LineError", "Part"]
