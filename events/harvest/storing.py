"""Stores what a record says: as a new event, or in every version of one that readers see or will.

A feed is no person. What it may publish follows from its trust; what it changes goes into the live
version and into the draft on top of it, so that nobody's draft is lost or published with it.
"""

from dataclasses import dataclass, field
from functools import cached_property

from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Revision, Workflow
from wagtail.signals import published

from events.actions.versions import PublishBesideReview, put_on_top
from events.harvest import hand_edits
from events.harvest.briefing import Briefing
from events.harvest.fields import PlainGroups, plain_of, write
from events.harvest.first_version import log_first, store_first, store_next
from events.harvest.hand_edits import Followed, follow
from events.harvest.mapping import Mapped
from events.models import Event
from harvest.kinds import Kept
from harvest.models import Record
from publishing.actions.submit import review_workflow
from publishing.actions.submit_from_source import await_review, begin_review, note_live
from publishing.merging.successors import successor_key
from publishing.permissions import may_source_publish
from publishing.sentences import gettext as _

#: Checked by hand-made rules below, or never filled in by a feed.
_NOT_CHECKED = ("body", "body_en", "owner", "region", "scale", "image", "initiative", "part_of")
_LINK = "online_url"


@dataclass
class Storing:
    """Stores records of one source; what all of them need is read once."""

    briefing: Briefing
    #: How much waits for review because of what was stored since reviewers were told.
    handed_in: int = field(default=0)

    @cached_property
    def workflow(self) -> Workflow:
        return review_workflow(Event(region=self.briefing.source.region))

    @property
    def trust(self) -> str:
        return self.briefing.source.trust

    # --- new --------------------------------------------------------------------------------

    def store_new(self, record: Record, mapped: Mapped) -> Kept:
        """Make the event of a record: live by the trust of its source, else a draft in review."""
        goes_live = may_source_publish(self.trust, was_reviewed=False)
        # A link to join that was only found in a text is for a reviewer to see first.
        link = "" if goes_live else mapped.found_link
        wanted = {**mapped.groups, _LINK: {_LINK: link}}
        event = self._made(wanted)
        check_version(event)
        now = timezone.now()
        event.live, event.has_unpublished_changes = goes_live, not goes_live
        if goes_live:
            event.first_published_at = event.last_published_at = now
        revision = store_first(event, goes_live=goes_live)
        action = "wagtail.publish" if goes_live else "wagtail.create"
        log_first(event, revision, action, {"source": self.briefing.source.name})
        if goes_live:
            published.send(sender=Event, instance=event, revision=revision)
            note_live(event, revision, at=now)
        else:
            self.handed_in += 1
            begin_review(event, revision, workflow=self.workflow, remark=self._remark())
        record.item_kind, record.item_pk, record.note = Event.kind, event.pk, ""
        record.taken = wanted
        return Kept(event.pk, is_new=True, is_changed=True)

    def _made(self, wanted: PlainGroups) -> Event:
        source = self.briefing.source
        organisation = source.organisation
        event = Event(
            owner=organisation,
            region_id=source.region_id or organisation.region_id,
            provenance=Event.Provenance.SOURCE,
            sources=[{"name": source.name}],
        )
        for group, plain in wanted.items():
            write(event, group, plain, self.briefing.term)
        event.organisations = [organisation]
        self._confirm(event)
        return event

    # --- known already ----------------------------------------------------------------------

    def store_known(self, record: Record, mapped: Mapped) -> Kept:
        """Bring the event of a record up to date, but for what a person changed here."""
        row = _row_of(record)
        if row is None:
            record.note = _("It was deleted here, and does not come back.")
            return Kept(None)
        record.item_pk, record.note = row.pk, ""
        if row.locked:
            record.note = _("It is locked here: it waits until somebody unlocks it.")
            return Kept(row.pk, waits=True)
        if row.live and not row.has_unpublished_changes:
            hand_edits.forget_live(record)
        if not row.live:
            return self._into_draft(row, record, mapped)
        if may_source_publish(self.trust, was_reviewed=True):
            return self._into_live(row, record, self._shown_at_once(row, record, mapped))
        return self._for_review(row, record, mapped)

    def _shown_at_once(self, row: Event, record: Record, mapped: Mapped) -> PlainGroups:
        """A link to join follows once a person has published one for this event; or goes."""
        approved = bool(row.online_url) and not hand_edits.is_by_hand(
            record, _LINK, plain_of(row, _LINK)
        )
        if approved or not mapped.found_link:
            return {**mapped.groups, _LINK: {_LINK: mapped.found_link}}
        return mapped.groups

    def _into_live(self, row: Event, record: Record, wanted: PlainGroups) -> Kept:
        draft = row.get_latest_revision_as_object() if row.has_unpublished_changes else None
        live = follow(row, wanted, record, self.briefing.term)
        drafted = self._look_at(draft, wanted, record) if draft is not None else live
        if live.written:
            self._publish(row)
        if draft is not None and (live.written or drafted.written):
            put_on_top(draft, lambda version: self._follow(version, wanted, record))
        hand_edits.remember(record, wanted, live, drafted)
        return Kept(row.pk, is_changed=bool(live.written or drafted.written))

    def _for_review(self, row: Event, record: Record, mapped: Mapped) -> Kept:
        """The change waits; but that something is off cannot wait, and takes nothing else along."""
        cancelled = self._cancel_at_once(row, record, mapped)
        row = Event.objects.get(pk=row.pk)
        version = row.get_latest_revision_as_object()
        wanted = {**mapped.groups, _LINK: {_LINK: mapped.found_link}}
        followed = follow(version, wanted, record, self.briefing.term)
        if followed.written:
            check_version(version)
            self._confirm(version)
            revision = version.save_revision(clean=False)
            self._log(version, revision, "wagtail.edit")
            await_review(row, revision, workflow=self.workflow, remark=self._remark())
            self.handed_in += 1
            hand_edits.remember_live(record, followed.written)
        hand_edits.remember(record, wanted, followed)
        return Kept(row.pk, is_changed=bool(followed.written) or cancelled)

    def _cancel_at_once(self, row: Event, record: Record, mapped: Mapped) -> bool:
        wanted = {"status": mapped.groups["status"]}
        if wanted["status"]["status"] != Event.Status.CANCELLED:
            return False
        draft = row.get_latest_revision_as_object() if row.has_unpublished_changes else None
        live = follow(row, wanted, record, self.briefing.term)
        if not live.written:
            return False
        self._publish(row)
        if draft is not None:
            put_on_top(draft, lambda version: self._follow(version, wanted, record))
        hand_edits.remember(record, wanted, live)
        return True

    def _into_draft(self, row: Event, record: Record, mapped: Mapped) -> Kept:
        """What no reader sees: it waits for a review, was refused, or a person took it offline."""
        version = row.get_latest_revision_as_object()
        wanted = {**mapped.groups, _LINK: {_LINK: mapped.found_link}}
        followed = follow(version, wanted, record, self.briefing.term)
        was_shown = row.first_published_at is not None
        if followed.written:
            check_version(version)
            self._confirm(version)
            if not was_shown:
                # The row of what was never live holds the newest version, for lists.
                version.save()
            revision = version.save_revision(clean=False)
            self._log(version, revision, "wagtail.edit")
            if _is_being_reviewed(row):
                await_review(row, revision, workflow=self.workflow, remark=self._remark())
        hand_edits.remember(record, wanted, followed)
        if record.taken.get(hand_edits.WITHDRAWN):
            self._come_back(row, record)
        elif was_shown:
            record.note = _("It was taken offline here, and stays offline.")
        return Kept(row.pk, is_changed=bool(followed.written))

    def _come_back(self, row: Event, record: Record) -> None:
        """What was withdrawn because the feed had lost it returns with it."""
        record.taken = {
            name: value for name, value in record.taken.items() if name != hand_edits.WITHDRAWN
        }
        row = Event.objects.get(pk=row.pk)
        revision, was_reviewed = row.get_latest_revision(), row.first_published_at is not None
        if may_source_publish(self.trust, was_reviewed=was_reviewed):
            PublishBesideReview(revision).execute(skip_permission_checks=True)
        else:
            self.handed_in += 1
            await_review(row, revision, workflow=self.workflow, remark=self._remark())

    # --- versions ---------------------------------------------------------------------------

    def _follow(self, version: Event, wanted: PlainGroups, record: Record) -> None:
        follow(version, wanted, record, self.briefing.term)

    def _look_at(self, draft: Event, wanted: PlainGroups, record: Record) -> Followed:
        """What would become of a draft, without changing it."""
        return follow(draft, wanted, record, self.briefing.term, write_it=False)

    def _publish(self, row: Event) -> None:
        check_version(row)
        self._confirm(row)
        if row.go_live_at or row.expire_at:
            revision = row.save_revision(clean=False)
            PublishBesideReview(revision, log_action=False).execute(skip_permission_checks=True)
        else:
            revision = store_next(row)
        self._log(row, revision, "wagtail.publish")

    def _confirm(self, version: Event) -> None:
        """Who keeps the feed says today that it is right."""
        byline = self.briefing.byline
        version.verified_on = timezone.localdate()
        version.verified_by, version.verified_by_en = byline.nl, byline.en

    def _log(self, event: Event, revision: Revision, action: str) -> None:
        data = {"source": self.briefing.source.name}
        log(instance=event, action=action, revision=revision, content_changed=True, data=data)

    def _remark(self) -> str:
        return _("From the calendar “%(source)s”.") % {"source": self.briefing.source.name}


def _row_of(record: Record) -> Event | None:
    """The event of a record, or the one that took its place; held fast until it is stored."""
    key = record.item_pk
    if key is None:
        return None
    key = successor_key(Event.kind, key) or key
    return Event.objects.select_for_update(of=("self",)).filter(pk=key).first()


def _is_being_reviewed(row: Event) -> bool:
    step = row.current_workflow_task_state
    return step is not None and step.status == step.STATUS_IN_PROGRESS


def check_version(version: Event) -> None:
    """Raises ValidationError when readers could not use it; without asking the database."""
    version.clean_fields(exclude=_NOT_CHECKED)
    version.clean()
