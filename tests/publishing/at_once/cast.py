"""Runs within the site that is tried: makes everybody, and tells afterwards what there is.

Called through `manage.py shell`, because the site has a database of its own.
"""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import Client
from wagtail.models import ModelLogEntry, Revision, TaskState

from initiatives.models import Offer
from organisations.models import Membership, Organisation
from portal.launching.workflow import ensure_review_workflow
from publishing.models import RoleAssignment, User
from taxonomy.models import Province, Region, TargetGroup

#: So unlike each other that nobody is asked whether they are the same.
SUBJECTS = (
    "Lassen", "Metselen", "Programmeren", "Dakdekken", "Verplegen", "Boekhouden", "Schilderen",
    "Timmeren", "Stukadoren", "Bakken", "Kassabeheer", "Netwerkbeheer", "Zonnepanelen",
    "Warmtepompen", "Vrachtwagens", "Tuinaanleg", "Drones", "Chemie", "Logistiek", "Onderwijs",
)  # fmt: skip


def prepare(path: str, members: int, managers: int) -> None:
    """Make the people, one draft per member, and two live offers that are one.

    Writes down who has which session and draft.
    """
    ensure_review_workflow()
    region = Region.objects.create(ref="regio", label="Regio")
    province = Province.objects.create(
        ref="provincie", label="Provincie", code="NL-FL", region=region
    )
    group = TargetGroup.objects.create(ref="groep", label="Groep")
    made: dict[str, Any] = {"members": [], "managers": []}
    for number in range(members):
        user = User.objects.create_user(f"lid{number}@example.org")
        organisation = Organisation(title=SUBJECTS[number], summary="x", region=region, live=True)
        organisation.save()
        Membership.objects.create(user=user, organisation=organisation)
        made["members"].append(
            {"session": _session(user), "offer": _draft(number, organisation, province, group)}
        )
    for number in range(managers):
        user = User.objects.create_user(f"manager{number}@example.org")
        RoleAssignment.objects.create(user=user, region=region, role="programme_manager")
        made["managers"].append({"session": _session(user)})
    made["twins"] = [_live(title, region) for title in ("Zorgcoach", "Zorgcoaches")]
    Path(path).write_text(json.dumps(made))


def report(path: str) -> None:
    """Write down what became of every offer that was handed in."""
    found = {}
    for offer in Offer.objects.filter(provenance=Offer.Provenance.CONTRIBUTOR):
        revisions = Revision.objects.for_instance(offer)
        entries = ModelLogEntry.objects.for_instance(offer)
        steps = TaskState.objects.filter(revision__in=revisions)
        found[offer.pk] = {
            "live": offer.live,
            "summary": offer.summary,
            "unpublished": offer.has_unpublished_changes,
            "published": entries.filter(action="wagtail.publish").count(),
            "approved": steps.filter(status=TaskState.STATUS_APPROVED).count(),
            "open": steps.filter(status=TaskState.STATUS_IN_PROGRESS).count(),
            "texts": sorted({revision.content["summary"] for revision in revisions}),
        }
    Path(path).write_text(json.dumps(found))


def _session(user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _draft(number: int, owner: Organisation, province: Province, group: TargetGroup) -> int:
    offer = Offer(
        title=f"{SUBJECTS[number]} leren",
        summary="Nog niets.",
        owner=owner,
        region=owner.region,
        provenance=Offer.Provenance.CONTRIBUTOR,
        contact_email=f"{SUBJECTS[number].lower()}@example.org",
        live=False,
    )
    offer.provinces = [province]
    offer.target_groups = [group]
    offer.save()
    offer.save_revision()
    return offer.pk


def _live(title: str, region: Region) -> int:
    offer = Offer(title=title, summary="Voor wie het zoekt.", region=region, live=True)
    offer.save()
    return offer.pk
