"""Asks axe-core what is wrong with a page, in both colour schemes and at two widths."""

from collections.abc import Iterator
from typing import Any

#: What axe checks: WCAG 2.2 at level AA and what its makers advise.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: Only what is asked for travels back: the lists of what is well are a hundred times longer.
RUN_AXE = """(tags) => axe
  .run({ runOnly: { type: "tag", values: tags }, resultTypes: ["violations", "incomplete"] })
  .then(({ violations, incomplete }) => ({ violations, incomplete }))"""
WIDTHS = (1280, 390)
SCHEMES = ("light", "dark")
#: Where axe cannot tell the colour behind a text, because the ground is drawn: the tiles of the map,
#: the picture of the paths, the pattern beside a line's letter. These pairs of colours are computed
#: in tests/look/test_tokens.py.
DRAWN_GROUNDS = (
    ".province-map *, .path-picture *, .path-picture, .line-letter, .line, .line *, .tag, .tag *"
)
#: On a phone part of a table is outside its scrolling box; on a desk axe sees all of it.
CELLS = "th, td, th *, td *"


def findings(page: Any, axe_script: str) -> list[str]:
    """Every violation, and what axe leaves undecided and nobody signed off."""
    page.evaluate(axe_script)
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            results = page.evaluate(RUN_AXE, TAGS)
            undecided = [*_not_signed_off(page, results["incomplete"], width)]
            lines = [*_lines(results["violations"]), *_lines(undecided)]
            found += [f"{width} {scheme} {line}" for line in lines]
    return found


def _not_signed_off(
    page: Any, incomplete: list[dict[str, Any]], width: int
) -> Iterator[dict[str, Any]]:
    """What axe leaves to a person, and nobody has looked at."""
    drawn_or_outside = f"{DRAWN_GROUNDS}, {CELLS}" if width < 600 else DRAWN_GROUNDS
    for rule in incomplete:
        nodes = rule["nodes"]
        if rule["id"] == "color-contrast":
            targets = [node["target"][-1] for node in nodes]
            known = page.evaluate(
                "([targets, known]) => targets.map((target) =>"
                " document.querySelector(target)?.matches(known) ?? false)",
                [targets, drawn_or_outside],
            )
            nodes = [node for node, is_known in zip(nodes, known, strict=True) if not is_known]
        if nodes:
            yield {**rule, "nodes": nodes}


def _lines(rules: list[dict[str, Any]]) -> Iterator[str]:
    for rule in rules:
        for node in rule["nodes"]:
            checks = [*node["any"], *node["all"], *node["none"]]
            why = "; ".join(check["message"] for check in checks)
            yield f"{rule['id']}: {node['target']} {why}"
