import pytest

from search.analysis import (
    Analyser,
    Highlighter,
    Question,
    analyser_for,
    clean,
    fingerprint,
    fold,
    understand,
    words,
)


def typed(text: str) -> list[str]:
    """The words of a question that count."""
    return [word.surface for group in understand(text).groups for word in group.words]


def token(word: str, language: str = "nl") -> str:
    return analyser_for(language).tokens(word).words[0]


def test_english_words_are_stemmed_as_english():
    assert token("companies", "en") == token("company", "en")


@pytest.mark.parametrize(
    ("compound", "parts"),
    [
        ("omscholingstraject", {"omscholing", "traject"}),
        ("omscholingstrajecten", {"omscholing", "trajecten"}),
        ("beleidsplan", {"beleid", "plan"}),
        ("arbeidsmarktregio", {"arbeidsmarkt", "regio", "arbeid", "markt"}),
        ("ict-docent", {"ict", "docent"}),
        ("leerbaan", {"leer", "baan"}),
    ],
)
def test_compounds_have_the_parts_they_are_made_of(compound, parts):
    expected = {token(part) for part in parts}
    assert set(analyser_for("nl").tokens(compound).parts) == expected


def test_parts_come_from_the_given_vocabulary():
    reader = Analyser("nl", parts={"loop": "loop", "baan": "baan"})
    assert reader.tokens("loopbaan").parts == ("loop", "baan")
    assert Analyser("nl", parts={}).tokens("loopbaan").parts == ()


def test_words_keep_their_order_for_phrases():
    assert analyser_for("nl").tokens("Leven lang ontwikkelen").words == tuple(
        token(word) for word in ("leven", "lang", "ontwikkelen")
    )


@pytest.mark.parametrize(("written", "expected"), [("C++", "cplusplus"), ("C#", "csharp")])
def test_programming_languages_are_words(written, expected):
    assert token(written) == expected


def test_clean_removes_what_nobody_can_see():
    assert clean(" a\x00b\n\tc\ud800 ") == "a b c"


def test_fold_ignores_case_and_accents():
    assert fold("Coöperatie BELGIË één") == "cooperatie belgie een"


def test_stop_words_count_only_when_alone():
    assert typed("de subsidie voor een docent") == [
        "subsidie",
        "docent",
    ]
    assert typed("de") == ["de"]
    assert typed("IT voor het mkb") == ["it", "mkb"]


def test_only_the_last_word_may_be_unfinished():
    words = understand("omscholing zorg").groups
    assert [word.prefix for word in words] == ["", "zorg"]
    assert understand("ab").groups[0].prefix == ""


def test_fingerprint_depends_on_the_analysis(monkeypatch):
    from search.analysis import analyser as module

    before = fingerprint()
    monkeypatch.setattr(module, "VERSION", module.VERSION + 1)
    assert module.fingerprint.__wrapped__() != before


def test_highlighting_marks_words_and_escapes_the_rest():
    marked = Highlighter(understand("omscholing")).mark(
        "Een <b>omscholingstraject</b> & omscholen", "nl"
    )
    assert marked == (
        "Een &lt;b&gt;<mark>omscholingstraject</mark>&lt;/b&gt; &amp; <mark>omscholen</mark>"
    )


def test_highlighting_without_words_only_escapes():
    assert Highlighter(Question()).mark("<script>", "nl") == "&lt;script&gt;"


def test_fragment_shows_the_neighbourhood_of_the_match():
    text = "begin " * 60 + "hier staat een voucher voor scholing " + "einde " * 60
    fragment = Highlighter(understand("voucher")).fragment(text, "nl")
    assert fragment is not None
    assert fragment.startswith("… ")
    assert fragment.endswith(" …")
    assert "<mark>voucher</mark>" in fragment
    assert len(fragment) < 300


def test_fragment_is_absent_without_a_match():
    assert Highlighter(understand("voucher")).fragment("niets", "nl") is None


def test_a_line_is_read_the_same_alone_and_among_others():
    lines = ["Opleidingen voor zij-instromers", "", "ICT-docent " * 20, "C++ en .NET", "regio's"]
    reader = analyser_for("nl")
    alone = [reader.tokens(line) for line in lines]
    together = reader.tokens("\n".join(lines))
    for stream in ("words", "parts", "forms"):
        expected = [token for tokens in alone for token in getattr(tokens, stream)]
        assert list(getattr(together, stream)) == expected
    # The marks on a page stand where these words do.
    assert list(together.words) == [
        reader.word(word.whole, word.pieces).word for word in words("\n".join(lines))
    ]
