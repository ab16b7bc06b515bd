"""What the pictures of the help pages show, made in a copy of the demonstration site.

`manage.py shell` of that site runs `prepare`, as the process of the tests has another database.
"""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from wagtail.users.models import UserProfile

from initiatives.models import Offer
from organisations.contributing.addresses import check_url, edit_url, start_url
from organisations.models import Organisation
from portal.demo_accounts import ORGANISATION, REGION
from publishing.actions.submit import submit
from publishing.duplicates import suspecting
from publishing.merging.screen import merge_address
from publishing.models import Publication, RoleAssignment, User
from publishing.review_addresses import review_address
from taxonomy.models import Form, Province, Region, Scale, TargetGroup
from tests.browser.pages import LANGUAGES, MANAGER, MEMBER

ADDRESSES = "help-pictures.json"
#: Reads the admin in English; a manager's language is part of the account.
ENGLISH_MANAGER = "flevoland-en@example.org"


def prepare(password: str) -> None:
    """Make the items and the account, and write the addresses of the pages by language."""
    school = Organisation.objects.get(ref=ORGANISATION)
    member = User.objects.get(email=MEMBER)
    _english_manager(password)
    draft = _offer(
        school,
        member,
        title="Van de zorg naar de ICT: leer software testen",
        summary="In zes maanden leert u software testen. Voor mensen uit de zorg die ander werk willen.",
        form="omscholing",
    )
    changed = _changed(school, member)
    one, other = _doubles(school, member)
    while suspecting.run():
        pass
    addresses = {
        language: _addresses(language, school, draft, changed, (one, other))
        for language in LANGUAGES
    }
    path = Path(settings.VAR_DIR) / ADDRESSES
    path.write_text(json.dumps(addresses), encoding="utf-8")


def _addresses(
    language: str, school: Organisation, draft: Offer, changed: Offer, pair: tuple[Offer, Offer]
) -> dict[str, str]:
    """By the name of the picture."""
    with translation.override(language):
        return {
            "contribute-kind": start_url(),
            "offer-first-step": edit_url(draft),
            "offer-check": check_url(draft),
            "find-organisation": reverse("joining:find") + "?q=flevoland",
            "my-organisation": reverse("my_organisations"),
            "bulk-rows": reverse("bulk_upload:start", args=[school.pk]),
            "manager-start": reverse("wagtailadmin_home"),
            "manager-review": review_address(changed),
            "possible-doubles": reverse("possible_doubles"),
            "manager-merging": merge_address(*pair),
        }


def _english_manager(password: str) -> None:
    manager = User.objects.create_user(
        ENGLISH_MANAGER, password, first_name="Demo", last_name="Manager"
    )
    _confirm_address(manager)
    role = RoleAssignment.objects.get(user__email=MANAGER)
    RoleAssignment.objects.create(user=manager, role=role.role, region=role.region)
    UserProfile.objects.create(user=manager, preferred_language="en")


def _confirm_address(user: User) -> None:
    user.emailaddress_set.create(email=user.email, primary=True, verified=True)


def _offer(owner: Organisation, member: User, *, form: str, **fields: Any) -> Offer:
    """A draft of the organisation, complete enough to be handed in."""
    offer = Offer(
        owner=owner,
        created_by=member,
        provenance=Publication.Provenance.CONTRIBUTOR,
        region=Region.objects.get(ref=REGION),
        scale=Scale.objects.get(ref="regional"),
        form=Form.objects.get(ref=form),
        contact_email="aanmelden@example.org",
        live=False,
        **fields,
    )
    offer.save()
    offer.provinces.set(Province.objects.filter(ref=REGION))
    offer.target_groups.set(TargetGroup.objects.filter(ref="zij-instromers"))
    offer.save()
    offer.save_revision(user=member)
    return offer


def _publish(offer: Offer, member: User) -> None:
    revision = offer.save_revision(user=member)
    revision.publish(user=member, skip_permission_checks=True)
    offer.refresh_from_db()


def _changed(school: Organisation, member: User) -> Offer:
    """An offer of which a new version waits for review."""
    offer = _offer(
        school,
        member,
        title="Proefles programmeren",
        summary="In een avond maakt u uw eerste programma. U hoeft niets te weten.",
        form="orientatie",
    )
    _publish(offer, member)
    offer.summary = "In een middag maakt u uw eerste programma. U hoeft niets te weten."
    offer.place = "Wisselweg 1, Almere"
    offer.target_groups.set(TargetGroup.objects.filter(ref__in=["zij-instromers", "werkzoekenden"]))
    offer.save_revision(user=member)
    submit(offer, user=member, remark="De proefles is voortaan overdag.")
    offer.refresh_from_db()
    return offer


def _doubles(school: Organisation, member: User) -> tuple[Offer, Offer]:
    """The same offer, entered twice."""
    one = _offer(
        school,
        member,
        title="Cursus websites bouwen voor beginners",
        summary="In tien lessen bouwt u uw eerste website. Voor wie wil overstappen naar de ICT.",
        form="opleiding",
    )
    other = _offer(
        school,
        member,
        title="Cursus Websites bouwen voor beginners (avond)",
        summary="In tien avonden bouwt u uw eerste website. Voor wie wil overstappen naar de ICT.",
        form="opleiding",
    )
    for offer in (one, other):
        _publish(offer, member)
    # Otherwise the moment at which each was made is one of the differences.
    Offer.objects.filter(pk=other.pk).update(first_published_at=one.first_published_at)
    return one, other
