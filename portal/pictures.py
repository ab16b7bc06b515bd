"""The pictures that are ways in: the map of the provinces and the development paths."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from portal.catalogue_counts import Counts
from taxonomy.localised import active_language
from taxonomy.models import DevelopmentPath, Province


def search_address(**parameters: str) -> str:
    """The search page with these parameters."""
    return f"{reverse('search:search')}?{urlencode(parameters)}"


def province_tiles(counts: Counts | None) -> list[dict[str, Any]]:
    """Every province, for `components/province_map.html`; `count` is None when it is not known."""
    return [
        {
            "code": province.short_code,
            "name": str(province),
            "count": counts["province"].get(province.code, 0) if counts is not None else None,
            "url": search_address(province=province.code),
        }
        for province in Province.objects.all()
    ]


def path_stations(counts: Counts | None) -> list[dict[str, Any]]:
    """Every development path, for `components/path_picture.html`."""
    stations = []
    for path in DevelopmentPath.objects.select_related("national_line"):
        label, description = path.text("label"), path.text("description")
        stations.append(
            {
                "letter": path.code,
                "label": label.text,
                "lang": label.lang if label.lang != active_language() else "",
                "description": description.text,
                "line": path.national_line.letter if path.national_line else "",
                "count": counts["path"].get(path.key, 0) if counts is not None else None,
                "url": search_address(path=path.key),
            }
        )
    return stations
