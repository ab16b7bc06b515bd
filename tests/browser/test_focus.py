"""Whoever walks with Tab always sees where they are (WCAG 2.1.2, 2.4.7 and 2.4.11)."""

from typing import Any

import pytest

MOST_STOPS = 400
#: The element with the focus: what it is, and whether it can be seen.
STOP = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const seen = element.matches("[type=checkbox]") ? element.closest("label") || element : element;
  const box = element.getBoundingClientRect();
  const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height, innerHeight) / 2];
  const rects = [...element.getClientRects()];
  const points = [[x, y], ...rects.map((rect) => [rect.left + rect.width / 2, rect.top + rect.height / 2])];
  const top = points.some(([left, up]) => {
    const on = document.elementFromPoint(left, up);
    return on && (element.contains(on) || seen.contains(on) || on.contains(element));
  });
  const outlined = (part, pseudo) => {
    const style = getComputedStyle(part, pseudo);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  const marked = [element, ...element.querySelectorAll("*"), seen].some((part) => outlined(part))
    || outlined(element, "::after");
  window.stops ??= new Map();
  if (!window.stops.has(element)) window.stops.set(element, window.stops.size);
  return {
    number: window.stops.get(element), top, marked,
    box: { x: box.x - 8, y: box.y - 8, width: box.width + 16, height: box.height + 16 },
    name: element.outerHTML.slice(0, 140),
  };
}"""


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize(
    "path", ["/", "/zoeken/?province=NL-FL", "/agenda/?view=month", "/account/login/"]
)
def test_every_stop_shows_the_focus(path: str, width: int, new_page: Any) -> None:
    page = new_page(width=width, reduced_motion="reduce")
    page.goto(path)
    stops: list[dict[str, Any]] = []
    for _step in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None or stop["number"] < len(stops):
            break  # once around
        stops.append(stop)
        if not stop["marked"]:
            stop["marked"] = _looks_different(page, stop["box"])
    else:
        pytest.fail(f"after {MOST_STOPS} times Tab there is no end")
    assert len(stops) > 8
    assert [stop["name"] for stop in stops if not stop["top"]] == []
    assert [stop["name"] for stop in stops if not stop["marked"]] == []


def _looks_different(page: Any, box: dict[str, float]) -> bool:
    """Whether the place looks otherwise with the focus than without."""
    box |= {"x": max(box["x"], 0), "y": max(box["y"], 0)}
    focused = page.screenshot(clip=box)
    page.evaluate("window.last = document.activeElement; window.last.blur()")
    plain = page.screenshot(clip=box)
    page.evaluate("window.last.focus({ focusVisible: true, preventScroll: true })")
    return bool(focused != plain)
