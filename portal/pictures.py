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


def province_tiles(counts: Counts) -> list[dict[str, Any]]:
    """Every province, for `components/province_map.html`."""
    return [
        {
            "code": province.code,
            "name": str(province),
            "count": counts["province"].get(province.code, 0) if counts else 0,
            "url": search_address(province=province.code),
        }
        for province in Province.objects.all()
    ]


def path_stations(counts: Counts) -> list[dict[str, Any]]:
    """Every development path, for `components/path_picture.html`."""
    stations = []
    for path in DevelopmentPath.objects.select_related("national_line"):
        label = path.text("label")
        stations.append(
            {
                "code": path.code,
                "title": label.text,
                "lang": label.lang if label.lang != active_language() else "",
                "line": path.national_line.letter if path.national_line else "",
                "count": counts["path"].get(path.key, 0) if counts else 0,
                "url": search_address(path=path.key),
            }
        )
    return stations
