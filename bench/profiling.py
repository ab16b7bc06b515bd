"""Where the time of a page goes, measured in this process without a server."""

import cProfile
import io
import pstats
from random import Random

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.addresses import Material, Request, draw
from bench.measuring import Plan

LINES = 45


def profile(material: Material, group: str, plan: Plan) -> str:
    """The functions in which pages of a group spend most, and what they ask the database."""
    settings.ALLOWED_HOSTS.append("testserver")
    client = Client(headers={"accept-encoding": "gzip"})
    requests = draw(material, group, plan.requests, Random(plan.seed))
    for request in requests[:10]:
        _ask(client, request)
    profiler = cProfile.Profile()
    profiler.enable()
    for request in requests:
        _ask(client, request)
    profiler.disable()
    out = io.StringIO()
    statistics = pstats.Stats(profiler, stream=out)
    out.write(f"{len(requests)} pages of the group {group}\n")
    statistics.sort_stats("cumulative").print_stats(LINES)
    statistics.sort_stats("tottime").print_stats(LINES)
    return out.getvalue() + _queries(client, requests[0])


def _ask(client: Client, request: Request) -> None:
    client.get(request.path, headers={"hx-request": "true"} if request.part else {})


def _queries(client: Client, request: Request) -> str:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        _ask(client, request)
    lines = [f"{query['time']} s  {query['sql'][:160]}" for query in captured.captured_queries]
    return f"Queries of {request.path}\n" + "\n".join(lines) + "\n"
