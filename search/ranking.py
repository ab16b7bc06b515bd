"""What goes before what; the numbers every engine uses.

Text decides first. Beside it stand three additions, chosen so that without typed
words they order strictly: items of the visitor's own province before national
ones, what one can use now before what has ended, what was recently confirmed
before what was not. The weight of a document decides between equals.
"""

from datetime import date, datetime, timedelta

# Where a typed word stands.
FIELD_BOOSTS = {"title": 4.0, "names": 2.2, "labels": 3.0, "text": 1.0}
# How it is found there: as a word, as part of a compound, as the beginning of one.
WORD_BOOST = 1.0
PART_BOOST = 0.6
ALL_PARTS_BOOST = 0.4
PREFIX_BOOST = 1.0
OTHER_LANGUAGE_BOOST = 0.7
# What is called exactly as it was typed, beside what its words count.
AS_TYPED = 1.5
# Fields beyond the best one add this share.
TIE_BREAKER = 0.3

# What every finding begins with.
FOUND = 1.0

# Of a question of several words, what has all of them goes before what has most.
COMPLETE = 20.0

# Who names a place finds what is there, then what is of use everywhere.
NAMED_PROVINCE = 4.0
NAMED_PROVINCE_NATIONAL = 1.0

HOME_PROVINCE = 6.0
CURRENT = 3.0
CONFIRMED = 1.5
CONFIRMED_WITHIN = timedelta(days=365)

# What makes two items alike, per shared term.
SIMILARITY = {
    "path": 3.0,
    "form": 2.0,
    "target_group": 2.0,
    "action_line": 1.5,
    "province": 0.5,
    "organisation": 1.0,
    "kind": 0.5,
}

RECENCY_START = date(2020, 1, 1)
RECENCY_SPAN_DAYS = 7300


def rank_factor(weight: float, updated: datetime | None) -> float:
    """What decides between equals: 0.95 to 1.05, mostly a document's weight.

    The engines multiply a score by ``log2(2 + rank)``, so that a whole weight counts 3 %.
    """
    days = (updated.date() - RECENCY_START).days if updated else 0
    recency = min(max(days / RECENCY_SPAN_DAYS, 0.0), 1.0)
    return 0.95 + 0.09 * min(max(weight, 0.0), 1.0) + 0.01 * recency


def confirmed_since(today: date) -> date:
    return today - CONFIRMED_WITHIN
