"""The screen on which a manager sees what changed in an item, and decides."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from publishing.actions.approve import approve
from publishing.actions.mark_seen import mark_seen
from publishing.actions.send_back import send_back
from publishing.actions.take_down import take_down
from publishing.admin.curator_page import CuratorPage
from publishing.admin.review_form import APPROVE, ReviewForm
from publishing.comparing.changes import Change, compare
from publishing.comparing.public import seen_before, seen_by_readers
from publishing.confirmation import items
from publishing.duplicates.describing import describe
from publishing.duplicates.finding import Match, likely_doubles
from publishing.duplicates.relations import Relation
from publishing.duplicates.verdicts import verdicts_about
from publishing.models import Publication, Submission
from publishing.permissions import Verb, may
from publishing.review_addresses import DECISION, from_review, review_address
from publishing.reviewing import NewerVersionError, NotUnderReviewError, mark_of
from taxonomy.row_numbers import row_number

MOST_NEIGHBOURS = 5
MOST_SAID = 10


@dataclass(frozen=True)
class Row:
    """A change, and the place to say something about it."""

    change: Change
    remark: forms.BoundField | None


@dataclass(frozen=True)
class Said:
    """What somebody said of this item and another one."""

    other: Publication
    relation: str
    reason: str
    by_curator: bool


class ItemPage(CuratorPage):
    """A page about one item, for those who decide about it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        item = items.find(kwargs["kind"], kwargs["pk"])
        if item is None:
            raise Http404
        if not may(request.user, Verb.PUBLISH, item):
            raise PermissionDenied
        self.item = item
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        listed = reverse(self.viewset.get_url_name("list"))
        label = self.viewset.menu_label or self.item.kind_label
        *before, here = super().get_breadcrumbs_items()
        return [*before, {"url": listed, "label": label}, here]

    @property
    def viewset(self) -> Any:
        return type(self.item).snippet_viewset

    def admin_url(self, name: str, *args: Any) -> str:
        return reverse(self.viewset.get_url_name(name), args=[self.item.pk, *args])


class ReviewView(ItemPage):
    """What changed since readers saw it last, what was said with it, and the decision."""

    template_name = "admin_panels/review.html"
    header_icon = "clipboard-list"

    def get_page_title(self) -> str:
        return _("Review: %(title)s") % {"title": self.shown.text("title").text or self.item}

    @cached_property
    def step(self) -> TaskState | None:
        return self.item.current_workflow_task_state

    @cached_property
    def to_check(self) -> list[Submission]:
        """What its trusted organisation published and nobody has looked at."""
        waiting = Submission.objects.of_item(self.item).to_check()
        return list(waiting.select_related("revision", "submitted_by"))

    @cached_property
    def submission(self) -> Submission | None:
        if self.step is None:
            return self.to_check[-1] if self.to_check else None
        found = Submission.objects.filter(task_state_id=self.step.pk)
        return found.select_related("submitted_by").first()

    @cached_property
    def shown(self) -> Any:
        """The item as it stands in the version that this page is about."""
        if self.step is not None and self.step.revision is not None:
            return self.step.revision.as_object()
        return self.item if self.item.live else self.item.get_latest_revision_as_object()

    @cached_property
    def before(self) -> Any:
        if self.step is None and self.to_check:
            return seen_before(self.item, self.to_check[0].revision)
        return seen_by_readers(self.item)

    @cached_property
    def changes(self) -> list[Change]:
        return compare(self.before, self.shown)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.pop("form", None) or ReviewForm(self.changes)
        step, author = self.step, self._author()
        return super().get_context_data(
            item=self.item,
            shown=self.shown,
            step=step,
            submission=self.submission,
            author=author,
            is_new=self.before is None,
            rows=[Row(change, form.about(change) if step else None) for change in self.changes],
            form=form,
            version=mark_of(step.revision) if step and step.revision else "",
            has_newer_draft=bool(step and self.item.latest_revision_id != step.revision_id),
            neighbours=self._neighbours(),
            said=self._said(),
            to_check=self.to_check,
            decision_id=DECISION,
            edit_url=from_review(self.admin_url("edit")) if step else self.admin_url("edit"),
            history_url=self.admin_url("history"),
            preview_url=self.admin_url("workflow_preview", step.task_id) if step else "",
            **kwargs,
        )

    def _author(self) -> Any:
        if self.submission is not None:
            return self.submission.submitted_by
        return self.step.workflow_state.requested_by if self.step else None

    def _neighbours(self) -> list[Match]:
        try:
            description = describe(self.shown)
        except LookupError:
            return []
        return likely_doubles(description, user=self.request.user, limit=MOST_NEIGHBOURS)

    def _said(self) -> list[Said]:
        """Among the verdicts those about what this reader may see."""
        said = []
        for key, verdict in list(verdicts_about(self.item.kind, self.item.pk).items())[:MOST_SAID]:
            other = items.find(*key)
            if other and (other.live or may(self.request.user, Verb.VIEW_DRAFT, other)):
                relation = str(Relation(verdict.relation).label)
                said.append(Said(other, relation, verdict.reason, verdict.by_curator))
        return said

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ReviewForm(self.changes, request.POST)
        if not form.is_valid():
            return self._again(form)
        try:
            told = self._decide(form)
        except ValidationError as fault:
            form.add_error("remark", fault)
        except NewerVersionError:
            form.add_error(
                None,
                _(
                    "A newer version was handed in while you looked. Nothing was decided. "
                    "Below is the newer one; what you wrote is still there."
                ),
            )
        except NotUnderReviewError:
            messages.warning(
                request, _("Somebody else has decided meanwhile, or it was withdrawn.")
            )
            return redirect(review_address(self.item))
        else:
            messages.success(request, told)
            return redirect("wagtailadmin_home")
        return self._again(form)

    def _decide(self, form: ReviewForm) -> str:
        data, title = form.cleaned_data, {"title": self.shown.text("title").text}
        if data["decision"] == APPROVE:
            approve(
                self.item, user=self.request.user, version=data["version"], remark=data["remark"]
            )
            return _("'%(title)s' is live.") % title
        send_back(
            self.item,
            user=self.request.user,
            version=data["version"],
            remark=data["remark"],
            field_remarks=form.field_remarks,
        )
        return _("'%(title)s' went back with your remarks.") % title

    def _again(self, form: ReviewForm) -> HttpResponse:
        """The page with what was written, and what is wrong with it."""
        return self.render_to_response(self.get_context_data(form=form))


class AfterwardsView(ItemPage):
    """Takes the answer about what a trusted organisation published: seen, or offline."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        title = {"title": self.item}
        up_to = row_number(request.POST.get("up_to", ""))
        if request.POST.get("answer") == "offline":
            try:
                take_down(self.item, user=request.user, reason=request.POST.get("reason", ""))
            except ValidationError as fault:
                messages.error(request, " ".join(fault.messages))
                return redirect(review_address(self.item))
            messages.success(request, _("'%(title)s' is offline.") % title)
        elif up_to is not None:
            mark_seen(self.item, user=request.user, up_to=up_to)
            messages.success(request, _("'%(title)s' was looked at.") % title)
        return redirect("wagtailadmin_home")
