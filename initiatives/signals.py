"""What happened to practices, for rooms that must know."""

from django.dispatch import Signal

#: What a region does with a practice changed: `adoption`, `step` (the new step of its way, None
#: when only what is told about it changed or a step was taken back) and `user`.
adoption_changed = Signal()
