"""Knows a text that may tell of somebody: an address, an account, a number."""

import re

from search.analysis import fold

#: In the whole text. Postcodes, telephone and citizen numbers have more, whatever stands between.
MOST_DIGITS = 2
#: Names that people search for and that only look as if they were of a site.
_NO_SITE = re.compile(r"(?<![\w.-])(?:(?:asp|ado|vb)?\.net|\w+\.js)(?![\w.-])")
#: How e-mail addresses, links and accounts look, and what people write so as not to look so.
_TELLING = re.compile(
    r"@|://|\\|\bmailto\b|\bwww\b|\b(?:gmail|hotmail)\b|\bapenstaart|\baapje\b"
    # voorbeeld.nl, j.jansen
    r"|\w[.\u3002]\w{2,}"
    r"|[(\[{<]\s*(?:a|at)\s*[)\]}>]"
    # jan at voorbeeld punt nl
    r"|\bat\b.*\b(?:punt|dot|point)\b|\b(?:punt|dot) (?:nl|com|org|eu|be|de)\b"
)


def may_tell_of_somebody(text: str) -> bool:
    """Whether a question is better not counted: rather one too few than an address too many."""
    # Folded, because one sign may stand for several, and there are several for one.
    folded = fold(text)
    if sum(char.isdigit() for char in folded) > MOST_DIGITS:
        return True
    return bool(_TELLING.search(_NO_SITE.sub(" ", folded)))
