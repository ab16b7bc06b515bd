"""Which engine ``SEARCH_URL`` chooses, and what it says about a cluster."""

import builtins
import socket
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from search.engines import engine_for
from search.engines.base import EngineUnavailableError
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.elasticsearch_address import parse_address
from search.engines.embedded import EmbeddedEngine
from search.query import SearchQuery


@pytest.fixture(autouse=True)
def _fresh():
    engine_for.cache_clear()
    yield
    engine_for.cache_clear()


def test_the_scheme_chooses_the_engine(tmp_path):
    assert isinstance(engine_for(f"embedded://{tmp_path}"), EmbeddedEngine)
    assert isinstance(engine_for("https://search.example.nl/site"), ElasticsearchEngine)
    with pytest.raises(ImproperlyConfigured, match="no search engine"):
        engine_for("solr://search.example.nl/site")


def test_without_its_packages_a_cluster_says_what_to_install(monkeypatch):
    original = builtins.__import__

    def without_client(name, *args, **kwargs):
        if name.startswith("search.engines.elasticsearch"):
            raise ModuleNotFoundError(f"No module named {name!r}")
        return original(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without_client)
    with pytest.raises(ImproperlyConfigured, match=r"requirements/elasticsearch\.txt"):
        engine_for("https://search.example.nl/site")


def test_a_site_without_a_cluster_never_loads_the_client():
    code = (
        "import django; django.setup()\n"
        "import sys, search.engines, search.views\n"
        "sys.exit('elasticsearch' in sys.modules)"
    )
    environment = {"DJANGO_SETTINGS_MODULE": "portal.settings.test", "PATH": ""}
    done = subprocess.run([sys.executable, "-c", code], cwd=settings.BASE_DIR, env=environment)
    assert done.returncode == 0


def test_an_address_names_hosts_prefix_and_user():
    address = parse_address("https://portal:s%40fe@a.example.nl,b.example.nl:9201/site")
    assert address.hosts == ("https://a.example.nl:9200", "https://b.example.nl:9201")
    assert (address.prefix, address.user, address.password) == ("site", "portal", "s@fe")
    assert (address.shards, address.replicas) == (1, 1)


def test_one_host_keeps_no_copies_unless_told():
    assert parse_address("http://localhost/site").replicas == 0
    address = parse_address("http://localhost/site?shards=3&replicas=2&ca=/etc/ca.crt")
    assert (address.shards, address.replicas, address.ca) == (3, 2, "/etc/ca.crt")


@pytest.mark.parametrize(
    "url",
    [
        "https://portal:secret@host:9200",
        "https://portal:secret@host:9200/",
        "https://portal:secret@host:9200/Upper",
        "https://portal:secret@host:9200/-x",
        "https://portal:secret@host:9200/a/b",
        "https://portal:secret@host:9200,/site",
        "https://portal:secret@host:port/site",
        "https://portal:secret@host:9200/site?shards=0",
        "https://portal:secret@host:9200/site?shards=many",
        "https://portal:secret@host:9200/site?replica=1",
    ],
)
def test_an_address_that_cannot_be_used_is_refused_without_showing_the_password(url):
    with pytest.raises(ImproperlyConfigured) as refused:
        parse_address(url)
    assert "secret" not in str(refused.value)


def test_a_cluster_that_is_away_is_unavailable_and_the_password_stays_unsaid(caplog):
    # Nothing listens on this port.
    address = parse_address("http://portal:secret@127.0.0.1:9/site")
    with pytest.raises(EngineUnavailableError) as fault:
        ElasticsearchEngine(address).search(SearchQuery(text="voucher"))
    said = f"{fault.value} {fault.value.__cause__!r} {address!r} {caplog.text}"
    assert "secret" not in said
    assert "c2VjcmV0" not in said


def test_a_cluster_that_says_nothing_keeps_only_the_first_visitor_waiting(monkeypatch):
    monkeypatch.setattr("search.engines.elasticsearch.SEARCH_SECONDS", 0.05)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        engine = ElasticsearchEngine(parse_address(f"http://127.0.0.1:{silent.getsockname()[1]}/x"))
        with pytest.raises(EngineUnavailableError, match="in time"):
            engine.search(SearchQuery())
        with pytest.raises(EngineUnavailableError, match="a moment ago"):
            engine.search(SearchQuery())
