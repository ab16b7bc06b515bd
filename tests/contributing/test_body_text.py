"""What somebody types becomes paragraphs and lists, and nothing that a curator made is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail.rich_text import RichText

from organisations.contributing.body_text import as_blocks, as_html, as_plain
from publishing.blocks import BodyBlock


def _body(value: list) -> object:
    return BodyBlock().normalize(value)


@pytest.mark.parametrize(
    ("typed", "rich"),
    [
        ("", ""),
        ("Een.", "<p>Een.</p>"),
        ("Een.\nTwee.\n\nDrie.", "<p>Een.<br/>Twee.</p><p>Drie.</p>"),
        ("Dit:\n- een\n* twee", "<p>Dit:</p><ul><li>een</li><li>twee</li></ul>"),
        ("1. een\n2) twee", "<ol><li>een</li><li>twee</li></ol>"),
        ("<script>x</script> & <b>", "<p>&lt;script&gt;x&lt;/script&gt; &amp; &lt;b&gt;</p>"),
    ],
)
def test_paragraphs_and_lists(typed: str, rich: str):
    assert as_html(typed) == rich


@pytest.mark.parametrize(
    "rich",
    [
        '<p data-block-key="a1b2c">Een.</p>',
        "<p>Een.</p><ul><li>a &amp; b</li><li>c</li></ul><ol><li>d</li></ol>",
        "<p>Een.<br/>Twee.</p>",
    ],
)
def test_what_it_can_say_comes_back_the_same(rich: str):
    plain = as_plain(_body([("paragraph", RichText(rich))]))
    assert plain is not None
    assert as_html(plain) == rich.replace(' data-block-key="a1b2c"', "")


@pytest.mark.parametrize(
    "body",
    [
        [("heading", "Voor wie?")],
        [("paragraph", RichText("<p>Kijk <b>hier</b>.</p>"))],
        [("paragraph", RichText('<p><a href="https://example.org">hier</a></p>'))],
        [("paragraph", RichText("<ul><li>a<ul><li>b</li></ul></li></ul>"))],
        [("paragraph", RichText("<p>- dit is geen lijst</p>"))],
        [("steps", ["een", "twee"])],
    ],
)
def test_what_it_cannot_say_is_not_offered_for_change(body: list):
    assert as_plain(_body(body)) is None


@given(st.text(alphabet=st.sampled_from("ab<>&\"'-*1.) \n\r\t•é\x00"), max_size=60))
def test_any_text_survives_the_way_there_and_back(typed: str):
    rich = as_html(typed)
    plain = as_plain(_body(as_blocks(typed)))
    assert plain is None or as_html(plain) == rich
    assert "<" not in rich.replace("<p>", "").replace("</p>", "").replace("<br/>", "").replace(
        "<ul>", ""
    ).replace("</ul>", "").replace("<ol>", "").replace("</ol>", "").replace("<li>", "").replace(
        "</li>", ""
    )
