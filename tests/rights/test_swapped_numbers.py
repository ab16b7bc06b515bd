"""Nothing of the other organisation or region is read, changed, listed, counted or guessed.

The matrix tries the numbers of A and 1 as B and 2. Here numbers are mixed within one address, and
everything that lists, counts or suggests is looked through for what is not public.
"""

import io
import re
import zipfile

import pytest

from tests.rights.addresses import Address, every_address
from tests.rights.asking import ask
from tests.rights.everybody import World

pytestmark = pytest.mark.django_db

#: Places in a route that hold the number of something that belongs to the record itself.
PARTS = ("revision_id", "task_state_id", "workflow_state_id")


def _secret(text: bytes | str, letter: str) -> bool:
    """Whether the words of an unpublished version of that side are in a page."""
    text = text if isinstance(text, str) else text.decode(errors="replace")
    return f"Geheim {letter}" in text or f"Concept {letter}" in text


def _with_parts() -> list[Address]:
    return [
        address
        for address in every_address()
        if address.kind and any(f":{part}>" in address.route for part in PARTS)
    ]


def mixed(address: Address, world: World) -> str:
    """The address of a record of region 1 with the number of a part of one of region 2."""
    own, other = address.path(world).split("/"), address.path(world, swapped=True).split("/")
    places = [n for n, (one, two) in enumerate(zip(own, other, strict=True)) if one != two]
    own[places[-1]] = other[places[-1]]
    return "/".join(own)


@pytest.mark.parametrize("address", _with_parts(), ids=lambda address: address.rule_name)
def test_part_of_another_record_is_not_reached_through_ones_own(
    address: Address, world: World
) -> None:
    path = mixed(address, world)
    for method in ("get", "post"):
        answer = ask(world, "manager_1", path, {"title": "x"}, method=method, drawn=True)
        assert not _secret(answer.content, "B"), (method, path)
        assert not answer.writes, (method, path)
        assert answer.status in {"302", "403", "404", "405"}, (method, path, answer.text)


#: Ways to ask a list for more than its first page.
QUESTIONS = ("", "?q=geheim", "?q=concept", "?export=csv", "?export=xlsx")
#: Lists, search, suggestions, feeds and choosers: the addresses that need no number.
LISTING = [
    address
    for address in every_address()
    if not re.search(r"[<(]", address.route) and "password" not in address.route
]


#: What waits at the neighbours is shown to managers by title, to read only.
SHARED_WITH_NEIGHBOURS = {"wagtailadmin_home"}


@pytest.mark.parametrize(
    ("person", "letters"),
    [("anonymous", "AB"), ("member_a", "B"), ("owner_a", "B"), ("manager_1", "B")],
)
def test_no_list_tells_what_is_not_published(person: str, letters: str, world: World) -> None:
    told = []
    for address in LISTING:
        if address.name in SHARED_WITH_NEIGHBOURS:
            continue
        seen: set[bytes] = set()
        for question in QUESTIONS:
            answer = ask(world, person, address.path(world) + question, drawn=True)
            if answer.status != "200" or answer.content in seen:
                break  # It is not for them, or does not listen to the question.
            seen.add(answer.content)
            text = unpacked(answer.content)
            told += [
                (address.name, question, letter) for letter in letters if _secret(text, letter)
            ]
    assert not told


def unpacked(content: bytes) -> str:
    """The text of an answer, that of the cells when it is a workbook."""
    if not content.startswith(b"PK"):
        return content.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "".join(archive.read(name).decode(errors="replace") for name in archive.namelist())


#: Addresses of one record that also somebody without rights may try.
GUESSED = (
    "initiatives:offer_detail", "initiatives:aanbod/<pk:pk>/", "contributing:step",
    "contributing:check", "contributing:preview", "contributing:take_back",
)  # fmt: skip


@pytest.mark.parametrize("person", ["anonymous", "member_a", "owner_a"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_number_of_a_draft_cannot_be_told_from_one_that_does_not_exist(
    method: str, person: str, world: World
) -> None:
    draft = str(world.second.draft.pk)
    for address in every_address():
        if address.name not in GUESSED:
            continue
        path = address.path(world, swapped=True)
        path = re.sub(r"(?<=/)\d+(?=[/-])", draft, path, count=1)
        nothing = re.sub(rf"(?<=/){draft}(?=[/-])", "987654", path, count=1)
        answers = [
            ask(world, person, asked, method=method, drawn=True) for asked in (path, nothing)
        ]
        texts = [without_what_differs(answer.content, draft, "987654") for answer in answers]
        assert len({re.sub(r"\d+(?=[/-])", "", answer.text) for answer in answers}) == 1, path
        assert texts[0] == texts[1], path


def without_what_differs(content: bytes, *numbers: str) -> str:
    """A page without its own address and what is made afresh for every answer."""
    text = re.sub(r'value="[A-Za-z0-9]{64}"|nonce="[^"]*"', "", content.decode())
    for number in numbers:
        text = re.sub(rf"/{number}(?=[/-])", "/", text)
    return text
