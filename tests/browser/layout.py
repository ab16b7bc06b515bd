"""What the accessibility engines do not look at: room for text, and for fingers."""

from typing import Any

#: The spacing that WCAG 1.4.12 lets a reader choose.
SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-block-end: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
}"""
#: What sticks out at the side, and text that its box cuts off.
OUTSIDE = """() => {
  const width = document.documentElement.clientWidth;
  const name = (element) => `${element.tagName.toLowerCase()}.${element.getAttribute("class") || ""}`;
  const inScroller = (element) => element.closest(".data-table, .coverage-table, pre") !== null;
  const found = [];
  if (document.documentElement.scrollWidth > window.innerWidth) {
    for (const element of document.body.querySelectorAll("*")) {
      const box = element.getBoundingClientRect();
      const outside = box.right > width + 1 && box.width > 1;
      if (outside && !inScroller(element)) found.push(`sticks out: ${name(element)}`);
    }
    if (!found.length) found.push("scrolls sideways");
  }
  for (const element of document.body.querySelectorAll("*")) {
    const style = getComputedStyle(element);
    if (!element.checkVisibility() || element instanceof SVGElement) continue;
    if (style.clipPath !== "none") continue;  // meant for screen readers only
    if (!/hidden|clip/.test(style.overflowX + style.overflowY)) continue;
    if (!element.textContent.trim()) continue;
    if (element.scrollHeight > element.clientHeight + 2 || element.scrollWidth > element.clientWidth + 2) {
      found.push(`cut off: ${name(element)}`);
    }
  }
  return [...new Set(found)].slice(0, 8);
}"""
#: WCAG 2.5.8: 24 by 24 px, unless in a sentence or with enough room around it.
SMALL_TARGETS = """() => {
  const LEAST = 24;
  const controls = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  const boxOf = (element) => {
    const label = element.matches("[type=checkbox], [type=radio]") && element.closest("label");
    return (label || element).getBoundingClientRect();
  };
  const shown = [...document.querySelectorAll(controls)].filter((element) => {
    const box = boxOf(element);
    return element.checkVisibility() && box.width > 1 && box.height > 1 && box.bottom > 0 && box.right > 0;
  });
  const inSentence = (element) => {
    if (getComputedStyle(element).display !== "inline") return false;
    const around = element.closest("p, li, dd, td, blockquote, figcaption, div");
    return around !== null && around.textContent.trim() !== element.textContent.trim();
  };
  const small = shown.filter((element) => {
    const box = boxOf(element);
    return (box.width < LEAST - 0.5 || box.height < LEAST - 0.5) && !inSentence(element);
  });
  const crowded = (element) => {
    const box = boxOf(element);
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    return shown.some((other) => {
      if (other === element || element.contains(other) || other.contains(element)) return false;
      const near = boxOf(other);
      const dx = Math.max(near.left - x, 0, x - near.right), dy = Math.max(near.top - y, 0, y - near.bottom);
      return Math.hypot(dx, dy) < LEAST / 2;
    });
  };
  return small.filter(crowded).map((element) => {
    const box = boxOf(element);
    return `${Math.round(box.width)}x${Math.round(box.height)} ${element.outerHTML.slice(0, 120)}`;
  });
}"""


def without_room(page: Any) -> dict[str, list[str]]:
    """What has too little room, by the setting in which that shows. Leaves the page changed."""
    found = {}
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        found[f"small targets at {width} px"] = page.evaluate(SMALL_TARGETS)
    page.set_viewport_size({"width": 320, "height": 900})
    found["320 px"] = page.evaluate(OUTSIDE)
    page.set_viewport_size({"width": 640, "height": 450})
    found["1280 px enlarged to 200 %"] = page.evaluate(OUTSIDE)
    page.evaluate(SPACING)
    found["spaced text"] = page.evaluate(OUTSIDE)
    page.set_viewport_size({"width": 320, "height": 900})
    found["spaced text at 320 px"] = page.evaluate(OUTSIDE)
    return {setting: what for setting, what in found.items() if what}
