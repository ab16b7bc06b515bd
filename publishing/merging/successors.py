"""Where an item went that was absorbed by another one."""

from django.http import HttpResponsePermanentRedirect
from django.utils.cache import patch_cache_control

from publishing.confirmation.items import kinds
from publishing.models import Merge, Publication

#: Longer than any chain of merges that people make.
_MOST_STEPS = 50
#: Browsers keep a permanent redirect for good unless told otherwise, and merges can be undone.
_REMEMBERED_SECONDS = 3600


def successor_key(kind: str, pk: int) -> int | None:
    """The key of the item that took the place of this one in the end; None when nothing did.

    Of A in B and B in C it is C. Were the merges ever to go round in a circle, it is None.
    """
    seen = {pk}
    at = pk
    for _step in range(_MOST_STEPS):
        standing = Merge.objects.standing().filter(kind=kind, absorbed_pk=at)
        following = standing.values_list("kept_pk", flat=True).first()
        if following is None:
            return at if at != pk else None
        if following in seen:
            return None
        seen.add(following)
        at = following
    return None


def live_successor(kind: str, pk: int) -> Publication | None:
    """The live item that visitors who ask for this one are sent to, if there is one."""
    key = successor_key(kind, pk)
    return None if key is None else kinds()[kind].objects.live().filter(pk=key).first()


def absorbed_by(item: Publication) -> Merge | None:
    """The merge that took this item off the site, if one stands."""
    standing = Merge.objects.standing().filter(kind=item.kind, absorbed_pk=item.pk)
    return standing.first()


def moved_to(address: str) -> HttpResponsePermanentRedirect:
    """The answer to who asks for an item that was absorbed by the one at `address`."""
    response = HttpResponsePermanentRedirect(address)
    patch_cache_control(response, public=True, max_age=_REMEMBERED_SECONDS)
    return response
