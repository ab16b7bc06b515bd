"""Asks axe-core what is wrong with a page, in both colour schemes and at two widths."""

from collections.abc import Iterable, Iterator
from typing import Any

#: What axe checks: WCAG 2.2 at level AA and what its makers advise.
TAGS = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
#: Only what is asked for travels back: the lists of what is well are a hundred times longer.
RUN_AXE = """(runOnly) => axe
  .run({ runOnly, resultTypes: ["violations", "incomplete"] })
  .then(({ violations, incomplete }) => ({ violations, incomplete }))"""
#: Width, colour scheme and what axe checks there: in the dark nothing differs but the colours.
EVERY_LOOK = (
    (1280, "light", TAGS),
    (1280, "dark", COLOURS),
    (390, "light", TAGS),
    (390, "dark", COLOURS),
)
#: Where another page of the same layout has been looked at on a phone in the dark.
MOST_LOOKS = EVERY_LOOK[:3]
#: The same page in another language has the same structure and colours; its words are new.
OTHER_WORDS = ((390, "light", TAGS),)
#: Where axe cannot tell the colour behind a text, because the ground is drawn: the tiles of the map,
#: the cells of the coverage map, the pictures of the paths and of the network, the map of a
#: practice, the pattern beside a line's letter. These pairs of colours are computed in
#: tests/look/test_tokens.py.
DRAWN_GROUNDS = (
    ".province-map *, .path-picture *, .path-picture, .line-letter, .line, .line *, .tag, .tag *,"
    " .coverage-cell *, .coverage-map__picture *, .network__drawing *, .adoption-map *"
)
#: On a phone part of a table is outside its scrolling box; on a desk axe sees all of it.
CELLS = "th, td, th *, td *"


def findings(page: Any, axe_script: str, looks: Iterable[Any] = EVERY_LOOK) -> list[str]:
    """Every violation, and what axe leaves undecided and nobody signed off."""
    page.evaluate(axe_script)
    found = []
    for width, scheme, rules in looks:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        results = page.evaluate(RUN_AXE, rules)
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
