"""The geometry of the five-strand plait: the portal's picture of itself.

Five strands, one for each national action line, cross by turns: at every step
neighbours change places, and a strand that went over the last one goes under the next.
Pure numbers in, SVG path data out; the template and the stylesheet do the drawing.
"""

from typing import NamedTuple

STRANDS = "abcde"


class Weave(NamedTuple):
    """Path data of one plait: `under`, then `casing` in the colour of the ground, then `over`."""

    width: float
    height: float
    under: list[tuple[str, str]]
    casing: str
    over: list[tuple[str, str]]


def plait(*, steps: int, step_width: float = 60, lane_gap: float = 24, margin: float = 12) -> Weave:
    """A plait of `steps` crossings, running from left to right; it repeats itself after ten."""
    under: dict[str, list[str]] = {letter: [] for letter in STRANDS}
    over: dict[str, list[str]] = {letter: [] for letter in STRANDS}
    casing: list[str] = []
    lanes = list(STRANDS)
    for step in range(steps):
        x = step * step_width
        first = step % 2
        after = list(lanes)
        for lane in range(first, len(lanes) - 1, 2):
            upper, lower = lanes[lane], lanes[lane + 1]
            down = _curve(x, lane, lane + 1, step_width, lane_gap, margin)
            up = _curve(x, lane + 1, lane, step_width, lane_gap, margin)
            # By turns the falling and the rising strand lies on top: that makes it a weave.
            top, top_path, below, below_path = (
                (upper, down, lower, up) if first == 0 else (lower, up, upper, down)
            )
            over[top].append(top_path)
            under[below].append(below_path)
            casing.append(top_path)
            after[lane], after[lane + 1] = lower, upper
        edge = len(lanes) - 1 if first == 0 else 0
        under[lanes[edge]].append(_curve(x, edge, edge, step_width, lane_gap, margin))
        lanes = after
    return Weave(
        width=steps * step_width,
        height=2 * margin + (len(STRANDS) - 1) * lane_gap,
        under=[(letter, "".join(paths)) for letter, paths in under.items()],
        casing="".join(casing),
        over=[(letter, "".join(paths)) for letter, paths in over.items()],
    )


def _curve(
    x: float, start: int, end: int, step_width: float, lane_gap: float, margin: float
) -> str:
    y0, y1 = margin + start * lane_gap, margin + end * lane_gap
    right = x + step_width
    if start == end:
        bend = f"H{right:g}"
    else:
        # In the middle a strand runs straight on; only at the edges it turns.
        reach = 0.4
        rise = (y1 - y0) * reach
        out_y = y0 if _is_edge(start) else y0 + rise
        in_y = y1 if _is_edge(end) else y1 - rise
        out_x, in_x = x + step_width * reach, right - step_width * reach
        bend = f"C{out_x:g} {out_y:g} {in_x:g} {in_y:g} {right:g} {y1:g}"
    return f"M{x:g} {y0:g}{bend}"


def _is_edge(lane: int) -> bool:
    return lane in (0, len(STRANDS) - 1)
