"""Merge: one word of the vocabulary takes the place of another, everywhere."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import DraftStateMixin, Revision

from publishing.merging.drafts import replaced, store
from publishing.merging.pointing import relations_to, replace_one_of_many
from publishing.permissions import may_edit_vocabulary
from publishing.signals import terms_merged
from taxonomy.models import Province, Region, Scale, Term

MERGE_LOG_ACTION = "publishing.merge_terms"
#: Rights, addresses and counts hang on these; there are few, and none is a duplicate.
NEVER_MERGED = (Province, Region, Scale)


def can_be_merged(model: type[models.Model]) -> bool:
    return issubclass(model, Term) and not issubclass(model, NEVER_MERGED)


@transaction.atomic
def merge_terms(*, term: Any, into: Any, user: Any) -> int:
    """Gives everything that has `term` the other one instead, then deletes `term`.

    Drafts change too: publishing one later must not bring back what is gone. What the old
    term was called stays a synonym, so that it is still found. Returns how many records
    pointed at it. Raises ValidationError for two terms that do not go together.
    """
    if not may_edit_vocabulary(user):
        raise PermissionDenied
    _refuse_odd_pairs(term, into)
    moved = 0
    for field in relations_to(type(term)):
        for row in field.model._default_manager.filter(**{field.name: term}):
            _replace(row, field, term, into)
            moved += 1
    _replace_in_drafts(term, into)
    names = [*into.synonyms, term.label, term.label_en, *term.synonyms]
    known = {into.label, into.label_en, ""}
    into.synonyms = [name for name in dict.fromkeys(names) if name not in known]
    into.save()
    log(instance=into, action=MERGE_LOG_ACTION, user=user, data={"merged": term.ref})
    terms_merged.send(type(term), term=term, into=into)
    term.delete()
    return moved


def _refuse_odd_pairs(term: Any, into: Any) -> None:
    alike = type(term) is type(into) and can_be_merged(type(term)) and term.pk != into.pk
    # National lines and those of a region's plan are one model, and not one list.
    if not alike or any(
        getattr(term, name, None) != getattr(into, name, None) for name in ("kind", "region_id")
    ):
        raise ValidationError(_("Choose another word of the same list."))
    if hasattr(term, "children") and into.parent_id and term.children.exists():
        raise ValidationError(
            _("There are words under this one. Choose a word that is not under another.")
        )


def _replace(row: Any, field: Any, term: Any, into: Any) -> None:
    """Through the record itself, so that whoever listens for changes hears of it."""
    if field.many_to_many:
        replace_one_of_many(row, field, term, into)
        return
    setattr(row, field.name, into)
    row.save()


def _replace_in_drafts(term: Any, into: Any) -> None:
    for field in relations_to(type(term)):
        if not issubclass(field.model, DraftStateMixin):
            continue
        kind = ContentType.objects.get_for_model(field.model)
        latest = field.model._default_manager.filter(latest_revision__isnull=False)
        may_go_live = Q(pk__in=latest.values("latest_revision")) | Q(
            approved_go_live_at__isnull=False
        )
        for revision in Revision.objects.filter(may_go_live, content_type=kind).iterator():
            before = revision.content.get(field.name)
            after = replaced(before, term.pk, into.pk)
            if after != before:
                store(revision, field.name, after)
