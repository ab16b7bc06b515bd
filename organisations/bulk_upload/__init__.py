"""Adding and changing many items at once with a spreadsheet.

A *sheet* (`sheets.py`) is a kind of item with its columns; higher rooms register theirs. A file is
read (`reading/`), its cells are understood (`cells/`), every row is looked at (`checking/`) and
kept, and only then, when its owner says so, all of it is applied at once (`actions/`).
"""
