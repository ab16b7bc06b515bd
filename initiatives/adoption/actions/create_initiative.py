"""Create an initiative: where a practice runs, a draft of what it is there."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from initiatives.adoption.deciding import (
    Happened,
    NotPossibleError,
    check_may_record,
    locked,
    record,
)
from initiatives.models import Adoption, Initiative, Phase, Practice
from initiatives.signals import adoption_changed
from organisations.contributing.body_text import as_blocks
from publishing.models import Publication
from publishing.permissions import Verb, may

LONGEST_TITLE = 200
LONGEST_SUMMARY = 300
#: The texts of a practice that say what an initiative does.
TEXTS = ("problem", "approach")
#: Words of the practice that say for whom and for what it is.
WORDS = Publication.SUBJECT_FIELDS


@transaction.atomic
def create_initiative(adoption: Adoption, *, user: Any) -> Initiative:
    """Make a draft from what the practice says and from what the region changed, and link it.

    Raises PermissionDenied for whoever does not lead the region, and NotPossibleError when the
    practice does not run there, or an initiative is linked already.
    """
    row = locked(adoption)
    check_may_record(user, row.region_id)
    if row.state != Adoption.State.RUNNING:
        raise NotPossibleError(_("The practice does not run in this region yet."))
    if row.initiative_id is not None:
        raise NotPossibleError(_("There is an initiative already."))
    initiative = draft_of(row)
    if not may(user, Verb.ADD, initiative):
        raise PermissionDenied
    initiative.created_by = user
    initiative.save()
    revision = initiative.save_revision(user=user, clean=False)
    log(
        instance=initiative,
        action="wagtail.create",
        user=user,
        revision=revision,
        content_changed=True,
    )
    row.initiative = initiative
    row.save(update_fields=["initiative", "updated_at"])
    record(Happened.INITIATIVE_MADE, row, by=user, initiative=initiative.title)
    adoption_changed.send(Adoption, adoption=row, step=None, user=user)
    return initiative


def draft_of(adoption: Adoption) -> Initiative:
    """The initiative as it begins, not stored: its organisations are left to choose."""
    practice, region = adoption.practice, adoption.region
    draft = Initiative(
        live=False,
        region=region,
        phase=Phase.RUNNING,
        provenance=Publication.Provenance.CURATOR,
        contact_name=adoption.contact_name,
        contact_email=adoption.contact_email,
        summary=practice.summary[:LONGEST_SUMMARY],
        title=_title(practice.title, region.label, "nl"),
        body=_paragraphs(practice, adoption, "nl"),
    )
    if practice.title_en:
        draft.title_en = _title(practice.title_en, region.label_en or region.label, "en")
        draft.summary_en = practice.summary_en[:LONGEST_SUMMARY]
        draft.body_en = _paragraphs(practice, adoption, "en")
    for name in WORDS:
        setattr(draft, name, list(getattr(practice, name).all()))
    draft.provinces = list(region.provinces.all())
    return draft


def _title(practice: str, region: str, language: str) -> str:
    with translation.override(language):
        return str(_("%(practice)s in %(region)s") % {"practice": practice, "region": region})[
            :LONGEST_TITLE
        ]


def _paragraphs(practice: Practice, adoption: Adoption, language: str) -> list[tuple[str, Any]]:
    """What the practice and the region tell in this language, as blocks of text.

    Without an English text for each Dutch one there are none in English: readers then get all of it
    in Dutch, and marked so, instead of a text that leaves out what the region changed.
    """
    sources = [(practice, name) for name in TEXTS] + [(adoption, "adaptation")]
    dutch = [getattr(item, name).strip() for item, name in sources]
    if language == "nl":
        return as_blocks("\n\n".join(filter(None, dutch)))
    english = [getattr(item, f"{name}_en").strip() for item, name in sources]
    if any(text and not other for text, other in zip(dutch, english, strict=True)):
        return []
    return as_blocks("\n\n".join(filter(None, english)))
