"""What is tried in the lab: 60 hostile addresses, 8 ways to use us up, 4 honest ones, and more."""

from dataclasses import dataclass, field

# Two invented hosts of the internet. Nobody has a reason to connect to the second one.
PUBLIC = "45.83.12.5"
OTHER = "45.83.12.6"
PUBLIC_IPV6 = "2a0e:5dc0::5"
DEAD_NETWORK = "45.84.0.0/24"
DEAD = [f"45.84.0.{number}" for number in range(1, 41)]
CLOSED_IPV4 = [
    "10.0.0.5", "172.16.0.5", "192.168.0.5", "169.254.169.254", "100.100.100.200", "192.0.0.192",
    "198.18.0.5", "240.0.0.1", "192.88.99.1",
]  # fmt: skip
CLOSED_IPV6 = [
    "::127.0.0.2", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "fd00::5",
    "fd00:ec2::254", "fec0::5", "2001:db8::5",
]  # fmt: skip
LINK_LOCAL = "fe80::5"


@dataclass(frozen=True)
class Case:
    """One address to fetch. `{here}` in it is where the listener finds this case again.

    `names` are the answers of the name server to questions about names used here, one list per
    question, the last one again and again. `behaviour` is how the listener answers (see
    `listener.py`), `location` where it sends us on. `may_connect`: a connection to the first
    public host is right. `must_work`: the fetch has to succeed. `times`: fetch so many times.
    """

    name: str
    address: str
    names: dict[str, list[list[str]]] = field(default_factory=dict)
    behaviour: str = "calendar"
    location: str = ""
    may_connect: bool = False
    must_work: bool | None = False
    times: int = 1
    most_requests: int | None = None


def _named(name: str, *answers: str, number: int) -> Case:
    host = f"name{number}.lab.nl"
    return Case(f"{number} {name}", f"http://{host}{{here}}", names={host: [list(answers)]})


def _sent_on(name: str, location: str, number: int, behaviour: str = "redirect", **rest) -> Case:
    return Case(
        f"{number} {name}",
        f"http://{PUBLIC}{{here}}",
        behaviour=behaviour,
        location=location,
        may_connect=True,
        **rest,
    )


LITERALS = [
    "127.0.0.1", "localhost", "localhost.", "127.1", "2130706433", "0x7f000001", "0177.0.0.1",
    "0.0.0.0", "0", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:a00:5]", "[::127.0.0.2]",
    "[64:ff9b::7f00:1]", "[64:ff9b::a9fe:a9fe]", "[2002:7f00:1::]", "[fd00::5]",
    "[fd00:ec2::254]", "[fe80::5%25lo]", "[fec0::5]", "10.0.0.5", "172.16.0.5", "192.168.0.5",
    "169.254.169.254", "100.100.100.200", "192.0.0.192", "198.18.0.5", "240.0.0.1",
    "192.88.99.1", "[2001:db8::5]",
]  # fmt: skip

ATTACKS = [
    *(Case(f"{n} {host}", f"http://{host}{{here}}") for n, host in enumerate(LITERALS, 1)),
    _named("a name of loopback", "127.0.0.1", number=32),
    _named("a name of ::1", "::1", number=33),
    _named("a name of IPv4 in IPv6", "::ffff:10.0.0.5", number=34),
    _named("a name of metadata behind NAT64", "64:ff9b::a9fe:a9fe", number=35),
    _named("a name of a unique local address", "fd00::5", number=36),
    _named("a name of a public and a private address", OTHER, "10.0.0.5", number=37),
    _named("a name of a private and a public address", "10.0.0.5", OTHER, number=38),
    Case(
        "39 rebinding",
        "http://rebind39.lab.nl{here}",
        names={"rebind39.lab.nl": [[PUBLIC], ["127.0.0.1"]]},
        may_connect=True,
        must_work=None,
    ),
    _sent_on("sent on to loopback", "http://127.0.0.1{here}", 40),
    _sent_on(
        "sent on to a name of metadata",
        "http://metadata41.lab.nl{here}",
        41,
        names={"metadata41.lab.nl": [["169.254.169.254"]]},
    ),
    _sent_on("sent on without a scheme", "//127.0.0.1{here}", 42),
    _sent_on("sent on with 307", "http://10.0.0.5{here}", 43, behaviour="redirect 307"),
    _sent_on(
        "sent on to a name that rebinds",
        "http://rebind44.lab.nl{here}/packed",
        44,
        names={"rebind44.lab.nl": [[PUBLIC], ["127.0.0.1"]]},
        must_work=None,
    ),
    _sent_on("sent on to a file", "file:///etc/passwd", 45),
    _sent_on("sent on without end", "http://" + PUBLIC + "{here}", 46, most_requests=3),
    Case("47 a user name like a host", f"http://{OTHER}@127.0.0.1{{here}}"),
    Case("48 a backslash", f"http://127.0.0.1\\@{OTHER}{{here}}"),
    Case("49 a fragment like a host", f"http://{OTHER}#@127.0.0.1{{here}}"),
    Case("50 circled digits", "http://①②⑦.⓪.⓪.①{here}"),
    Case("51 ideographic dots", "http://127。0。0。1{here}"),
    Case("52 port 22", f"http://{PUBLIC}:22{{here}}"),
    Case("53 port 6379", f"http://{PUBLIC}:6379{{here}}"),
    Case("54 port 9200", f"http://{PUBLIC}:9200{{here}}"),
    Case("55 a file", "file:///etc/passwd"),
    Case("56 gopher", "gopher://127.0.0.1:6379/_INFO"),
    Case("57 ftp", "ftp://127.0.0.1{here}"),
    Case(
        "58 an encoded line break",
        f"http://{PUBLIC}{{here}}%0d%0aX-Sneaked:%20yes",
        may_connect=True,
        must_work=None,
    ),
    Case("59 a line break", f"http://{OTHER}{{here}}\r\nX-Sneaked: yes"),
    Case(
        "60 the certificate of another host",
        "https://wrong60.lab.nl{here}",
        names={"wrong60.lab.nl": [[PUBLIC]]},
        may_connect=True,
        most_requests=0,
    ),
]


def _greedy(name: str, behaviour: str) -> Case:
    return Case(name, f"http://{PUBLIC}{{here}}", behaviour=behaviour, may_connect=True)


RESOURCES = [
    _greedy("R1 a body of one byte a second", "slow body"),
    _greedy("R2 headers of one line a second", "slow headers"),
    _greedy("R3 a body without end", "endless body"),
    _greedy("R4 chunks without end", "endless chunks"),
    _greedy("R5 a body of 4 GB", "4 GB"),
    _greedy("R6 2 MB that unpack to 2 GB", "bomb"),
    _greedy("R7 gzip in gzip", "double bomb"),
    _greedy("R8 120 MB of headers", "big headers"),
]


def _honest(name: str, address: str, host: str, **rest) -> Case:
    names = {host: [[PUBLIC]]} if host else {}
    return Case(name, address, names=names, may_connect=True, must_work=True, **rest)


HONEST = [
    _honest("H1 a name", "http://plain.lab.nl{here}", "plain.lab.nl"),
    _honest("H2 a right certificate", "https://good.lab.nl{here}", "good.lab.nl"),
    _honest(
        "H3 sent on, then packed in chunks",
        f"http://{PUBLIC}{{here}}",
        "packed.lab.nl",
        behaviour="redirect",
        location="http://packed.lab.nl{here}/packed",
    ),
    _honest("H4 a name in letters outside ASCII", "http://café.lab.nl{here}", "xn--caf-dma.lab.nl"),
]

MORE = [
    Case(
        "40 dead addresses of one name",
        "http://dead.lab.nl{here}",
        names={"dead.lab.nl": [DEAD]},
    ),
    Case(
        "a certificate that it signed itself",
        "https://selfsigned.lab.nl{here}",
        names={"selfsigned.lab.nl": [[PUBLIC]]},
        may_connect=True,
        most_requests=0,
    ),
    Case(
        "a certificate that expired",
        "https://expired.lab.nl{here}",
        names={"expired.lab.nl": [[PUBLIC]]},
        may_connect=True,
        most_requests=0,
    ),
    Case(
        "a handshake that hangs",
        "https://hangs.lab.nl{here}",
        names={"hangs.lab.nl": [[PUBLIC]]},
        may_connect=True,
        most_requests=0,
    ),
    Case("a name server that says nothing", "http://silent.lab.nl{here}", names={}),
    Case(
        "private at the second fetch",
        "http://later.lab.nl{here}",
        names={"later.lab.nl": [[PUBLIC], ["10.0.0.5"]]},
        may_connect=True,
        times=2,
    ),
    Case(
        "an address in IPv6",
        "http://six.lab.nl{here}",
        names={"six.lab.nl": [[PUBLIC_IPV6]]},
        may_connect=True,
        must_work=True,
    ),
    Case(
        "IPv6 that leads nowhere",
        "http://half.lab.nl{here}",
        names={"half.lab.nl": [["2a0e:5dc0::99", "2a0e:5dc0::98", PUBLIC]]},
        may_connect=True,
        must_work=True,
    ),
    _sent_on(
        "sent on to ever another address", "http://" + PUBLIC + "{here}/on", 61, "redirect on",
        most_requests=6,
    ),
    _greedy("gzip in gzip, told as one layer", "bomb in gzip"),
]  # fmt: skip

ALL = [*ATTACKS, *RESOURCES, *HONEST, *MORE]


def here(case: Case) -> str:
    """The path at which the listener knows that a request belongs to this case."""
    return f"/case-{ALL.index(case)}"


def case_of(path: str) -> Case | None:
    """The case that a request with this path belongs to."""
    number = path.removeprefix("/case-").split("/")[0].split("%")[0]
    return ALL[int(number)] if path.startswith("/case-") and number.isdecimal() else None
