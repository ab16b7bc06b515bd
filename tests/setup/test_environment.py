"""The strict readers: a usable value is returned, anything else stops the start in words."""

import datetime
from pathlib import Path

import pytest

from portal.settings.environment import ConfigurationError, Environment


@pytest.mark.parametrize(("given", "expected"), [("true", True), ("false", False)])
def test_boolean_accepts_the_two_words(given, expected):
    assert (
        Environment({"VLECHTWERK_DEMO": given}).boolean("VLECHTWERK_DEMO", not expected) is expected
    )


@pytest.mark.parametrize("given", ["True", "1", "yes", "on", " true", "0"])
def test_boolean_refuses_everything_else_and_says_what_it_wants(given):
    with pytest.raises(ConfigurationError) as error:
        Environment({"VLECHTWERK_DEMO": given}).boolean("VLECHTWERK_DEMO", False)
    assert str(error.value) == f"VLECHTWERK_DEMO is '{given}'; expected true or false."


def test_empty_value_counts_as_not_set():
    env = Environment({"PORT": "", "VLECHTWERK_DEMO": ""})
    assert env.integer("PORT", 8000, least=1, most=65535) == 8000
    assert env.boolean("VLECHTWERK_DEMO", True) is True


@pytest.mark.parametrize("given", ["0", "65536", "-1", "8000.5", "1e3", "٨٠", "eight"])
def test_integer_refuses_what_is_no_number_within_bounds(given):
    with pytest.raises(ConfigurationError, match=r"PORT is .*whole number from 1 to 65535"):
        Environment({"PORT": given}).integer("PORT", 8000, least=1, most=65535)


def test_integer_accepts_both_bounds():
    for given in ("1", "65535"):
        assert Environment({"PORT": given}).integer("PORT", 8000, least=1, most=65535) == int(given)


def test_words_are_trimmed_and_each_is_checked():
    env = Environment({"HOSTS": "a.nl, b.nl", "WILD": "a.nl,*"})
    assert env.words("HOSTS", expected="names") == ["a.nl", "b.nl"]
    with pytest.raises(ConfigurationError, match=r"WILD is 'a.nl,\*'; expected names without \*"):
        env.words("WILD", expected="names without *", accept=lambda word: "*" not in word)


def test_words_refuse_an_empty_element():
    with pytest.raises(ConfigurationError, match="HOSTS"):
        Environment({"HOSTS": "a.nl,,b.nl"}).words("HOSTS", expected="names")


@pytest.mark.parametrize(
    "given",
    [
        "www.example.nl",
        "ftp://www.example.nl",
        "https://www.example.nl/",
        "https://www.example.nl/path",
        "https://user@www.example.nl",
        "https://www.example.nl:port",
        "https://",
        "https://[::1",
    ],
)
def test_origin_refuses_anything_but_scheme_host_and_port(given):
    with pytest.raises(ConfigurationError, match="BASE is "):
        Environment({"BASE": given}).url("BASE", "", schemes=("http", "https"), origin_only=True)


def test_hosts_of_a_cluster_stand_side_by_side():
    given = "https://user:word@a:9200,b:9201,c/prefix"
    read = {"several_hosts": True, "schemes": ("https",), "secret": True}
    assert Environment({"SEARCH_URL": given}).url("SEARCH_URL", "", **read) == given
    for broken in (given.replace("9201", "port"), given.replace("9201", "99999")):
        with pytest.raises(ConfigurationError):
            Environment({"SEARCH_URL": broken}).url("SEARCH_URL", "", **read)


def test_origin_accepts_host_with_port():
    env = Environment({"BASE": "http://127.0.0.1:8123"})
    assert env.url("BASE", "", schemes=("http",), origin_only=True) == "http://127.0.0.1:8123"


def test_choice_names_the_options():
    with pytest.raises(ConfigurationError, match="expected one of none, starttls, tls"):
        Environment({"MAIL": "ssl"}).choice("MAIL", "tls", options=("none", "starttls", "tls"))


def test_email_refuses_what_is_no_address():
    with pytest.raises(ConfigurationError, match="FROM is 'info at example'"):
        Environment({"FROM": "info at example"}).email("FROM", "")


def test_date_refuses_another_notation():
    env = Environment({"GOOD": "2027-01-31", "BAD": "31-01-2027"})
    assert env.date("GOOD", datetime.date.min) == datetime.date(2027, 1, 31)
    with pytest.raises(ConfigurationError, match="BAD is '31-01-2027'; expected a date"):
        env.date("BAD", datetime.date.min)


def test_folder_must_be_absolute(tmp_path):
    assert Environment({"VAR": str(tmp_path)}).folder("VAR", Path("/")) == tmp_path
    with pytest.raises(ConfigurationError, match="VAR is 'var'; expected an absolute path"):
        Environment({"VAR": "var"}).folder("VAR", Path("/"))


def test_text_refuses_a_line_break():
    with pytest.raises(ConfigurationError, match="NAME"):
        Environment({"NAME": "one\ntwo"}).text("NAME")


def test_secret_may_come_from_a_file(tmp_path):
    file = tmp_path / "key"
    file.write_text("  k" + "e" * 60 + "y\n")
    env = Environment({"SECRET_KEY_FILE": str(file)})
    assert env.secret("SECRET_KEY", least=50) == "k" + "e" * 60 + "y"


def test_secret_in_both_places_stops_the_start(tmp_path):
    env = Environment({"SECRET_KEY": "x" * 60, "SECRET_KEY_FILE": str(tmp_path / "key")})
    with pytest.raises(ConfigurationError, match="both set"):
        env.secret("SECRET_KEY")


def test_secret_file_that_cannot_be_read_is_named(tmp_path):
    env = Environment({"SECRET_KEY_FILE": str(tmp_path / "absent")})
    with pytest.raises(ConfigurationError, match=r"SECRET_KEY_FILE is .*absent.* cannot be read"):
        env.secret("SECRET_KEY")


def test_refused_secret_is_not_shown():
    with pytest.raises(ConfigurationError) as error:
        Environment({"SECRET_KEY": "hunter2"}).secret("SECRET_KEY", least=50)
    assert "hunter2" not in str(error.value)
    assert "SECRET_KEY" in str(error.value)


def test_refused_database_address_does_not_show_its_password():
    with pytest.raises(ConfigurationError) as error:
        Environment({"DATABASE_URL": "mysql://user:hunter2@host/db"}).url(
            "DATABASE_URL", "", schemes=("sqlite", "postgres"), secret=True
        )
    assert "hunter2" not in str(error.value)


def test_misspelt_variable_stops_the_start():
    env = Environment({"VLECHTWERK_DEMO": "true", "VLECHTWERK_DEMMO": "true", "PATH": "/bin"})
    env.boolean("VLECHTWERK_DEMO", False)
    with pytest.raises(ConfigurationError, match="VLECHTWERK_DEMMO: this project knows no such"):
        env.refuse_unknown()
