"""Forgets who followed or was asked to, also in the mails that asked whether the address was theirs."""

from collections.abc import Collection, Mapping
from typing import Any

from initiatives.models import Following
from organisations.joining.invited import verified_addresses
from publishing.models import Notice, NoticeMail, User
from publishing.notices import register_relevance

#: The name of the notice that asks whether an address is somebody's own.
ASKED = "follow_asked"


def connect() -> None:
    """Once, when the program starts."""
    register_relevance(ASKED, _is_still_asked)


def forget_mails(addresses: Collection[str]) -> None:
    """Delete the mails that asked these addresses, in lower case, and were done with.

    One that still waits is not sent any more once nobody follows.
    """
    asked = Notice.objects.filter(name=ASKED, mail__address__in=addresses)
    done = asked.exclude(mail__sent_at=None, mail__failed_at=None)
    mails = list(done.values_list("mail", flat=True))
    done.delete()
    NoticeMail.objects.filter(pk__in=mails, notices=None).delete()


def forget_person(sender: type[User], instance: User, **_kwargs: Any) -> None:
    """When an account is about to be removed: also what its addresses followed without it."""
    addresses = verified_addresses(instance) | {instance.email.lower()}
    Following.objects.of_person(instance, addresses).delete()
    forget_mails(addresses)


def _is_still_asked(context: Mapping[str, Any], user: User | None) -> bool:
    return Following.objects.filter(pk=context.get("following") or 0).exists()
