"""What happened to an item on its way to readers, for rooms that must know."""

from django.dispatch import Signal

#: An item was handed in: `item`, `submission` and `outcome` (`publishing.actions.submit.Outcome`).
submitted = Signal()

#: An item was taken offline by a curator: `item`, the last `submission` or None, `reason`, `user`.
taken_down = Signal()
