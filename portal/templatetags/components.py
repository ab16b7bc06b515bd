"""What the components need beyond Django's own tags."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.formats import number_format
from django.utils.safestring import SafeString, mark_safe

from portal.path_picture import PathPicture, path_picture
from portal.weave import Weave, plait
from taxonomy.province_map import ProvinceMap, province_map

register = template.Library()


#: After this many crossings every strand is back in its own lane, so the plait can be a tile.
WEAVE_PERIOD = 10


@register.inclusion_tag("components/weave.html")
def weave(variant: str = "band", name: str = "weave-tile") -> dict[str, str | Weave]:
    """The plait as inline SVG: "band" runs on over any width, "mark" stands beside the site's name.

    `name` is the id of the tile: two bands on one page need two names.
    """
    if variant == "mark":
        drawing = plait(steps=4, step_width=13, lane_gap=9, margin=5)
    else:
        drawing = plait(steps=WEAVE_PERIOD, step_width=30, lane_gap=11, margin=8)
    return {"variant": variant, "weave": drawing, "name": name}


@register.simple_tag
def placed_provinces(provinces: Iterable[Mapping[str, Any]], current: str = "") -> ProvinceMap:
    """The provinces with their places on the tile map; `current` is the code of a chosen one."""
    return province_map(provinces, current)


@register.simple_tag
def drawn_paths(paths: Iterable[Mapping[str, Any]]) -> PathPicture:
    """The development paths with the strands of their picture."""
    return path_picture(paths)


@register.simple_tag(takes_context=True)
def current_page(context: template.Context, url: str) -> SafeString:
    """` aria-current` for a navigation link: "page" on the page itself, "true" below it."""
    request = context.get("request")
    if request is None or not url:
        return mark_safe("")
    if request.path == url:
        return mark_safe(' aria-current="page"')
    # The home page is above everything, so being below it says nothing.
    is_home = url.count("/") < 2 or url == "/en/"
    if not is_home and request.path.startswith(url):
        return mark_safe(' aria-current="true"')
    return mark_safe("")


@register.filter
def any_selected(options: Iterable[Any]) -> bool:
    """Whether one of these facet options is chosen, so that it must not stay folded away."""
    return any(
        option.get("selected") if isinstance(option, dict) else getattr(option, "selected", False)
        for option in options
    )


@register.filter
def grouped(number: int) -> str:
    """A number with its thousands apart, as the language of the page writes them."""
    # Most are small, and a page of results has hundreds.
    return str(number) if number < 1000 else number_format(number, force_grouping=True)


@register.filter
def line_class(letter: str | None) -> str:
    """The class that gives something the colour and pattern of a national action line."""
    letter = (letter or "").lower()
    return f"line--{letter}" if letter in {"a", "b", "c", "d", "e"} else "line--none"
