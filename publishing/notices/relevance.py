"""Whether a notice is still true when its mail is made; each kind may say so."""

from collections.abc import Callable, Mapping
from typing import Any

from publishing.models import Notice, User

#: Gets the context as it was written down, and the account it goes to, if it has one.
StillMatters = Callable[[Mapping[str, Any], User | None], bool]
_registered: dict[str, StillMatters] = {}


def register_relevance(notice: str, still_matters: StillMatters) -> None:
    """Let `still_matters` say whether a notice of this name is worth sending by now."""
    _registered[notice] = still_matters


def is_relevant(notice: Notice, user: User | None) -> bool:
    """Whether what was written down is still worth telling."""
    still_matters = _registered.get(notice.name)
    return still_matters is None or still_matters(notice.context, user)
