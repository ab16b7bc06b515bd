"""Every address of the site, read from the URL resolver, with arguments that lead somewhere."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation
from wagtail.models import Site

from tests.rights.everybody import World, review_task, review_workflow

#: A converter in a route, or a named or numbered group in a pattern.
_PLACE = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Address:
    """One pattern of the resolver. It is known by `name`, or by its route when it has none."""

    name: str
    route: str
    callback: Any

    @property
    def kind(self) -> str:
        """The kind of record of an admin screen: `offer` for the screens of offers."""
        namespace = self.name.split(":")[0]
        return namespace.rpartition("_")[2] if namespace.startswith("wagtailsnippet") else ""

    @property
    def rule_name(self) -> str:
        """How `expected.py` calls it: shorter, where the admin has many screens alike."""
        namespace, _colon, verb = self.name.partition(":")
        if not self.kind or not verb or namespace == "wagtailsnippets":
            return self.name
        choosing = "choose~" if namespace.startswith("wagtailsnippetchoosers") else ""
        return f"{choosing}{self.kind}:{verb}"

    def path(self, world: World, swapped: bool = False) -> str:
        """The address with numbers of region 1 and organisation A; `swapped` for the other two.

        :raises KeyError: for a place in the route that nobody filled in below.
        """
        numbers = {**ARGUMENTS, **ARGUMENTS_OF.get(self.name, {})}
        about = _About(world, self.kind, swapped)
        if self.name in PATHS:
            return "/" + PATHS[self.name](about)
        route = re.sub(r"\(\?P(<\w+>)[^)]*\)", r"\1", self.route.replace(r"\.", "."))
        filled = _PLACE.sub(lambda place: str(numbers[place.group(1)](about)), route)
        return "/" + filled.replace("^", "").replace("$", "")


class _About:
    """What the arguments of an address are taken from."""

    def __init__(self, world: World, kind: str, swapped: bool) -> None:
        self.world = world
        self.side = world.second if swapped else world.first
        self.kind = kind

    @property
    def record(self) -> Any:
        return self.side.records[self.kind]

    @property
    def draft(self) -> Any:
        """An offer of the organisation that nobody handed in yet."""
        return self.side.draft

    def of_kind(self, kind: str) -> Any:
        return self.side.records[kind]


Argument = Callable[[_About], Any]

#: What stands for a place in a route, by the name of the place.
ARGUMENTS: dict[str, Argument] = {
    "pk": lambda about: about.record.pk,
    "slug": lambda about: about.record.slug,
    "revision_id": lambda about: about.record.latest_revision_id,
    "revision_id_a": lambda about: "live",
    "revision_id_b": lambda about: "latest",
    "action_name": lambda about: "approve",
    "task_state_id": lambda about: about.record.current_workflow_task_state.pk,
    "workflow_state_id": lambda about: about.record.current_workflow_state.pk,
    "task_id": lambda about: review_task().pk,
    "original": lambda about: about.record.occurrences.earliest("starts_at").original,
    "token": lambda about: "no-such-token",
    "uidb64": lambda about: "MQ",
    "uidb36": lambda about: "1",
    "key": lambda about: "no-such-key",
    "secret": lambda about: "no-such-secret",
    "member": lambda about: about.side.organisation.memberships.get(role="member").pk,
    "asked": lambda about: about.side.asked.pk,
    "invitation": lambda about: about.side.invitation.pk,
    "domain": lambda about: about.side.domain.pk,
    "section": lambda about: "pages",
    "provider_id": lambda about: "no-such-provider",
    "kind": lambda about: "offer",
    "number": lambda about: 1,
    "organisation": lambda about: about.side.organisation.pk,
    "region": lambda about: about.side.region.ref,
    "user": lambda about: about.world.users["member_a"].pk,
    "upload": lambda about: about.side.upload.pk,
    "draft": lambda about: about.side.trial.pk,
    "what": lambda about: "template",
    "ending": lambda about: "csv",
    # Wagtail's own screens
    "page_id": lambda about: about.world.page.pk,
    "page_to_move_id": lambda about: about.world.page.pk,
    "parent_page_id": lambda about: about.world.home.pk,
    "destination_id": lambda about: about.world.home.pk,
    "content_type_app_name": lambda about: "portal",
    "content_type_model_name": lambda about: "standardpage",
    "app_label": lambda about: "portal",
    "model_name": lambda about: "standardpage",
    "app_name": lambda about: "taggit",
    "image_id": lambda about: about.world.image.pk,
    "document_id": lambda about: about.world.document.pk,
    "doc_id": lambda about: about.world.document.pk,
    "filter_spec": lambda about: "width-2",
    "uploaded_file_id": lambda about: 1,
    "redirect_id": lambda about: about.world.redirect.pk,
    "collection_id": lambda about: about.world.collection.pk,
    "restriction_id": lambda about: 1,
    "page_view_restriction_id": lambda about: 1,
    "page_pk": lambda about: about.world.page.pk,
    "workflow_pk": lambda about: review_workflow().pk,
    "session_id": lambda about: 1,
    "object_id": lambda about: about.of_kind("offer").pk,
    "action": lambda about: "confirm",
}


def _item(kind: str) -> dict[str, Argument]:
    return {
        "pk": lambda about: about.of_kind(kind).pk,
        "slug": lambda about: about.of_kind(kind).slug,
    }


#: The same for one address, where the name of the place means something else there.
ARGUMENTS_OF: dict[str, dict[str, Argument]] = {
    **{
        f"{room}:{kind}_detail": _item(kind)
        for room, kind in [
            ("initiatives", "initiative"),
            ("initiatives", "offer"),
            ("initiatives", "practice"),
            ("events", "event"),
            ("organisations", "organisation"),
        ]
    },
    "initiatives:initiatieven/<pk:pk>/": _item("initiative"),
    "initiatives:aanbod/<pk:pk>/": _item("offer"),
    "initiatives:praktijken/<pk:pk>/": _item("practice"),
    "practice_adopt": _item("practice"),
    "practice_fit": _item("practice"),
    **{
        f"initiatives:practice_{verb}": _item("practice")
        for verb in ("follow", "follow_mine", "news")
    },
    "events:agenda/<pk:pk>/": _item("event"),
    "events:event_ics": _item("event"),
    "organisations:organisaties/<pk:pk>/": _item("organisation"),
    "contributing:new": {"kind": lambda about: "aanbod"},
    **{
        f"contributing:{verb}": {
            "kind": lambda about: "aanbod",
            "pk": lambda about: about.draft.pk,
        }
        for verb in ("step", "check", "preview", "take_back", "share")
    },
    "contributing:waiting": {"pk": lambda about: about.side.visitor_draft.pk},
    **{
        f"mine:{verb}": {"item_kind": lambda about: "offer", **_item("offer")}
        for verb in ("confirm", "take_offline", "put_back")
    },
    **{
        f"mine:{verb}": _item("organisation")
        for verb in ("profile", "take_back_profile", "data_json", "data_xlsx")
    },
    "events:source_says": _item("event"),
    "review_of_source": {"pk": lambda about: about.side.source.pk},
    "events_take_apart": {"join": lambda about: about.side.join.pk},
    **{
        f"harvest:{verb}": {"pk": lambda about: about.side.source.pk}
        for verb in ("source", "do", "change")
    },
    "joining:join": _item("organisation"),
    "joining:withdraw_request": {"pk": lambda about: about.side.asked.pk},
    "joining:accept_invitation": {"pk": lambda about: about.side.invitation.pk},
    **{
        f"joining:{verb}": _item("organisation")
        for verb in ("people", "leave", "invite", "withdraw_invitation", "approve", "refuse")
    },
    **{
        f"joining:{verb}": _item("organisation")
        for verb in ("role", "remove", "hand_over", "confirm_domain", "take_back_domain")
    },
    **{
        name: {"kind": lambda about: "offer", "pk": lambda about: about.of_kind("offer").pk}
        for name in ("publishing_review", "publishing_afterwards")
    },
    "merge_items": {
        "kept": lambda about: about.of_kind("offer").pk,
        "absorbed": lambda about: about.draft.pk,
    },
    "mfa_remove_webauthn": {"pk": lambda about: 1},
    "mfa_edit_webauthn": {"pk": lambda about: 1},
    "wagtail_bulk_action": {
        "app_label": lambda about: "initiatives",
        "model_name": lambda about: "offer",
    },
    "wagtailadmin_editing_sessions:ping": {
        "app_label": lambda about: "initiatives",
        "model_name": lambda about: "offer",
    },
    "wagtailadmin_tag_model_autocomplete": {"model_name": lambda about: "tag"},
    "wagtailadmin_collections:edit": {"pk": lambda about: about.world.collection.pk},
    "wagtailadmin_collections:delete": {"pk": lambda about: about.world.collection.pk},
    **{
        f"wagtailadmin_workflows:{verb}": {"pk": lambda about: review_workflow().pk}
        for verb in ("enable", "disable", "edit", "usage", "usage_results")
    },
    **{
        f"wagtailadmin_workflows:{verb}_task": {"pk": lambda about: review_task().pk}
        for verb in ("edit", "enable", "disable")
    },
    "wagtailadmin_workflows:add_task": {
        "app_label": lambda about: "publishing",
        "model_name": lambda about: "regionreviewtask",
    },
    "wagtailadmin_api:pages:detail": {"pk": lambda about: about.world.page.pk},
    "wagtailadmin_api:pages:action": {
        "pk": lambda about: about.world.page.pk,
        "action_name": lambda about: "publish",
    },
    "wagtailadmin_api:documents:detail": {"pk": lambda about: about.world.document.pk},
    "wagtailadmin_api:images:detail": {"pk": lambda about: about.world.image.pk},
    "wagtaildocs_chooser:chosen": {"pk": lambda about: about.world.document.pk},
    "wagtailimages_chooser:chosen": {"pk": lambda about: about.world.image.pk},
    **{
        f"wagtailsites:{verb}": {"pk": lambda about: Site.objects.get().pk}
        for verb in ("edit", "delete", "history", "history_results", "usage", "copy")
    },
    **{
        f"wagtailusers_users:{verb}": {"pk": lambda about: about.world.users["member_a"].pk}
        for verb in ("edit", "delete", "history", "history_results", "usage", "copy")
    },
    **{
        f"wagtailusers_groups:{verb}": {"pk": lambda about: about.world.group.pk}
        for verb in ("edit", "delete", "history", "history_results", "usage")
    },
    "wagtailadmin_pages:revisions_view": {
        "revision_id": lambda about: about.world.page.latest_revision_id
    },
    "wagtailadmin_pages:revisions_revert": {
        "revision_id": lambda about: about.world.page.latest_revision_id
    },
    "wagtailadmin_pages:revisions_unschedule": {
        "revision_id": lambda about: about.world.page.latest_revision_id
    },
    # No page is ever under review: the workflow is for items.
    "wagtailadmin_pages:workflow_action": {"task_state_id": lambda about: 1},
    "wagtailadmin_pages:collect_workflow_action_data": {"task_state_id": lambda about: 1},
    "wagtailadmin_pages:workflow_history_detail": {"workflow_state_id": lambda about: 1},
}

#: The path of an address whose pattern has no named places.
PATHS: dict[str, Callable[[_About], str]] = {
    "wagtailadmin_pages:revisions_compare": (
        lambda about: f"beheer/pages/{about.world.page.pk}/revisions/compare/live...latest/"
    ),
    "wagtaildocs_serve": (
        lambda about: f"documenten/{about.world.document.pk}/{about.world.document.filename}"
    ),
    "beheer/^.*/$": lambda about: "beheer/no-such-page/",
    "wagtail_serve": lambda about: "over-ons/",
}


def every_address() -> list[Address]:
    """All of them, in Dutch: the English ones are the same views under other words."""
    with translation.override("nl"):
        return list(_walk(get_resolver().url_patterns))


def _walk(
    patterns: list[URLPattern | URLResolver], route: str = "", names: tuple[str, ...] = ()
) -> Iterator[Address]:
    for entry in patterns:
        here = route + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inside = (*names, entry.namespace) if entry.namespace else names
            yield from _walk(entry.url_patterns, here, inside)
        else:
            yield Address(":".join((*names, entry.name or here)), here, entry.callback)
