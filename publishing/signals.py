"""What happened to an item on its way to readers, for rooms that must know."""

from django.dispatch import Signal

#: An item was handed in: `item`, `submission` and `outcome` (`publishing.actions.submit.Outcome`).
submitted = Signal()

#: An item was taken offline by a curator: `item`, the last `submission` or None, `reason`, `user`.
taken_down = Signal()

#: Of two words of the vocabulary one is left: `into` takes the place of `term`, which is about to
#: be deleted. For rows that name a word without pointing at it.
terms_merged = Signal()
