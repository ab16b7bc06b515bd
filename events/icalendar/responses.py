"""Sends calendar files: what changed and nothing else, packed where the reader can unpack it."""

import zlib
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import re_accepts_gzip
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date

CONTENT_TYPE = "text/calendar; charset=utf-8"
_PACKED_WITH_HEADER = 31
_LEVEL = 6


def calendar_response(
    request: HttpRequest,
    chunks: Callable[[], Iterable[bytes]],
    *,
    digest: str,
    changed_at: datetime,
    filename: str,
) -> HttpResponseBase:
    """The file, or 304 when the reader has it already (RFC 9110, 13).

    `digest` stands for every byte of it; the validator is strong, so that it differs between the
    file and its packed form. `chunks` is asked only when somebody will read them, before anything
    is sent. It is packed here and not by the middleware, which adds chance to what it packs.
    """
    packed = re_accepts_gzip.search(request.headers.get("Accept-Encoding", "")) is not None
    etag = f'"{digest}-gzip"' if packed else f'"{digest}"'
    seconds = int(changed_at.timestamp())
    response = StreamingHttpResponse((), content_type=CONTENT_TYPE)
    response["ETag"] = etag
    response["Last-Modified"] = http_date(seconds)
    # Kept by whoever likes, and asked again every time: that costs next to nothing.
    response["Cache-Control"] = "public, no-cache"
    response["Content-Disposition"] = f'inline; filename="{filename}"'
    response["X-Robots-Tag"] = "noindex"
    patch_vary_headers(response, ["Accept-Encoding"])
    if packed:
        response["Content-Encoding"] = "gzip"
    found: HttpResponseBase = get_conditional_response(request, etag, seconds, response)  # type: ignore[arg-type,assignment]
    if found is not response:
        return found
    if request.method != "HEAD":
        pieces = chunks()
        response.streaming_content = _packed(pieces) if packed else pieces
    return response


def _packed(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes every time: no moment and no name stands in the header."""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _PACKED_WITH_HEADER)
    for chunk in chunks:
        if data := packer.compress(chunk):
            yield data
    yield packer.flush()
