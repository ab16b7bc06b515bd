"""Who may do what. The one place that decides (design section 4).

Screens, the Wagtail admin, the API and commands all ask here. The rules:

* an administrator may do everything, and alone gives out roles and accounts;
* a national coordinator may do everything to every item, and edit the vocabulary;
* a programme manager may create items and lines of the region's own plan, and change, publish
  and archive those whose lead region, as it is stored, is theirs;
* a member of an organisation may add, draft, edit and submit what the organisation owns, and
  publish it when the organisation is trusted;
* an owner of an organisation also decides who else works for it.

Organisations live in a room above this one, so that room registers how to find out which
ones somebody belongs to (`register_organisations_of`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import models

from publishing.models.roles import RoleAssignment
from publishing.models.user import User
from taxonomy.models import ActionLine, Classified, Term


class Verb(StrEnum):
    """What somebody wants to do to an item."""

    VIEW_DRAFT = "view_draft"
    ADD = "add"
    CHANGE = "change"
    SUBMIT = "submit"
    PUBLISH = "publish"
    ARCHIVE = "archive"
    DELETE = "delete"
    CONFIRM = "confirm"


_MANAGER_VERBS = frozenset(Verb) - {Verb.DELETE}
_MEMBER_VERBS = frozenset({Verb.VIEW_DRAFT, Verb.CHANGE, Verb.SUBMIT, Verb.CONFIRM})
_TRUSTED_VERBS = _MEMBER_VERBS | {Verb.PUBLISH, Verb.ARCHIVE}

#: What has a lead region that decides who may touch it. Everything else follows its kind.
_LED_BY_REGION = (Classified, ActionLine)
_ONLY_ADMINISTRATORS = (RoleAssignment, User)


@dataclass(frozen=True)
class OrganisationsOf:
    """The organisations somebody belongs to, and those among them that are trusted or their own."""

    member: frozenset[int] = frozenset()
    trusted: frozenset[int] = frozenset()
    owned: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Roles:
    """Everything that decides what one person may do, read once."""

    is_administrator: bool = False
    is_national_coordinator: bool = False
    regions: frozenset[int] = frozenset()
    organisations: OrganisationsOf = OrganisationsOf()

    @property
    def is_curator(self) -> bool:
        """Whether this person works in the admin."""
        return self.is_administrator or self.is_national_coordinator or bool(self.regions)

    @property
    def everywhere(self) -> bool:
        return self.is_administrator or self.is_national_coordinator


_organisations_of: Callable[[Any], OrganisationsOf] = lambda user: OrganisationsOf()  # noqa: E731


def register_organisations_of(function: Callable[[Any], OrganisationsOf]) -> None:
    """Let the organisations room say who belongs to what."""
    global _organisations_of
    _organisations_of = function


def roles_of(user: Any) -> Roles:
    """The roles of a user; none for a visitor or an account that was switched off.

    Kept on the user object, so one request asks the database once.
    """
    if isinstance(user, AnonymousUser) or not getattr(user, "is_active", False):
        return Roles()
    cached = getattr(user, "_vlechtwerk_roles", None)
    if cached is not None:
        return cached
    assignments = RoleAssignment.objects.filter(user_id=user.pk).values_list("role", "region_id")
    roles = Roles(
        is_administrator=user.is_superuser,
        is_national_coordinator=any(
            role == RoleAssignment.Role.NATIONAL_COORDINATOR for role, _region in assignments
        ),
        regions=frozenset(region for _role, region in assignments if region),
        organisations=_organisations_of(user),
    )
    user._vlechtwerk_roles = roles
    return roles


def may(user: Any, verb: Verb, item: models.Model) -> bool:
    """Whether `user` may do `verb` to `item`.

    The lead region and the owner are read from the database, not from `item`: whoever fills in
    a form could otherwise move an item to a region of theirs and so gain the right to it.
    """
    roles = roles_of(user)
    if not isinstance(item, _LED_BY_REGION):
        return may_with_kind(user, verb, type(item))
    if roles.everywhere:
        return True
    if item.pk is None:
        return verb == Verb.ADD and (roles.is_curator or _would_be_of(roles, item))
    stored = _stored_scope(item)
    return _may_in_scope(roles, verb, stored["region_id"], stored.get("owner_id"))


def may_as_read(user: Any, verb: Verb, item: models.Model) -> bool:
    """Like `may`, without a query: only for rows of a list that came from the database just now."""
    roles = roles_of(user)
    if not isinstance(item, _LED_BY_REGION):
        return may_with_kind(user, verb, type(item))
    if roles.everywhere:
        return True
    owner_field = _owner_field(type(item))
    owner = getattr(item, owner_field) if owner_field else None
    return _may_in_scope(roles, verb, item.region_id, owner)


def may_with_kind(user: Any, verb: Verb, model: type[models.Model]) -> bool:
    """Whether a curator may do `verb` to at least some rows of this kind.

    Members of organisations work outside the admin, so they get no right to a kind as a whole.
    """
    roles = roles_of(user)
    if roles.is_administrator:
        return True
    if issubclass(model, _ONLY_ADMINISTRATORS):
        return False
    if roles.is_national_coordinator:
        return True
    if not roles.regions:
        return False
    if issubclass(model, _LED_BY_REGION):
        return verb in _MANAGER_VERBS
    return verb == Verb.VIEW_DRAFT and issubclass(model, Term)


def is_led_by_region(model: type[models.Model]) -> bool:
    """Whether rows of this kind have a lead region that decides who may touch them."""
    return issubclass(model, _LED_BY_REGION)


def curators_who_may(verb: Verb, model: type[models.Model]) -> models.QuerySet:
    """The people for whom `may_with_kind` holds."""
    who = models.Q(is_superuser=True)
    if not issubclass(model, _ONLY_ADMINISTRATORS):
        who |= models.Q(role_assignments__role=RoleAssignment.Role.NATIONAL_COORDINATOR)
        led = issubclass(model, _LED_BY_REGION) and verb in _MANAGER_VERBS
        if led or (verb == Verb.VIEW_DRAFT and issubclass(model, Term)):
            who |= models.Q(role_assignments__region__isnull=False)
    return User.objects.filter(who, is_active=True).distinct()


def may_source_publish(trust: str, *, was_reviewed: bool) -> bool:
    """Whether what a partner's feed tells goes live without anybody looking at it first.

    A feed acts for no person, so its trust decides, which somebody gave it who may publish:
    "publish" for everything, "first" for changes of what was published after a review, and
    "review" for nothing.
    """
    return trust == "publish" or (trust == "first" and was_reviewed)


def may_add(user: Any) -> bool:
    """Whether `user` may create catalogue items in the admin."""
    return roles_of(user).is_curator


def may_merge(user: Any, one: models.Model, other: models.Model) -> bool:
    """Whether `user` may make one item of these two, or take that apart again."""
    verbs = (Verb.PUBLISH, Verb.ARCHIVE)
    return all(may(user, verb, item) for verb in verbs for item in (one, other))


def may_judge_overlap(user: Any, *items: models.Model) -> bool:
    """Whether `user` may say how these different items relate: who leads the region of one of them.

    Like every decision about an item it follows the lead region as it is stored. Who works for
    an organisation does not judge how it stands beside others.
    """
    return any(may_lead_region(user, _stored_scope(item)["region_id"]) for item in items)


def may_edit_vocabulary(user: Any) -> bool:
    """The shared words belong to the national coordinator."""
    return roles_of(user).everywhere


def may_tune_monitor(user: Any) -> bool:
    """Whether `user` may set when something is called thin, crowded or overlapping, for all."""
    return roles_of(user).everywhere


def may_look_after_site(user: Any) -> bool:
    """Whether `user` may see how the machinery behind the site is doing, and set it going."""
    return roles_of(user).everywhere


def may_read_whole_history(user: Any) -> bool:
    """Whether `user` may read the log of the whole site, which names drafts of every region."""
    return roles_of(user).everywhere


def may_end_sessions(user: Any) -> bool:
    """Whether `user` may log other people out."""
    return roles_of(user).is_administrator


def may_lead_region(user: Any, region_id: int | None) -> bool:
    """Whether `user` may put an item under this lead region; an empty one is national."""
    roles = roles_of(user)
    return roles.everywhere or (region_id is not None and region_id in roles.regions)


def may_record_adoption(user: Any, region_id: int | None) -> bool:
    """Whether `user` may say what this region does with a practice; the practice may be another's."""
    return region_id is not None and may_lead_region(user, region_id)


def may_answer_fit(user: Any, region_id: int | None) -> bool:
    """Whether `user` may say how far this region has what a practice asks; every curator reads it."""
    return region_id is not None and may_lead_region(user, region_id)


def may_see_workbench(user: Any, region_id: int) -> bool:
    """Whether `user` may open the workbench and the printed state of this region.

    They name drafts, calendars that fail and who has to be reminded, so they are for whoever
    manages the region; what neighbours may know of it stands on the pages for all curators.
    """
    return may_lead_region(user, region_id)


def may_record_some_adoption(user: Any) -> bool:
    """Whether there is a region for which `user` may say what it does with a practice."""
    roles = roles_of(user)
    return roles.everywhere or bool(roles.regions)


def may_trust_source(user: Any, organisation: models.Model, region_id: int | None) -> bool:
    """Whether `user` may let a partner's feed publish without a review of each event.

    For who may publish what it brings: who manages the lead region of the feed, and who works
    for an organisation that is trusted.
    """
    roles = roles_of(user)
    return may_lead_region(user, region_id) or organisation.pk in roles.organisations.trusted


def may_accept_shrinking(user: Any, source: models.Model) -> bool:
    """Whether `user` may say that many events of a partner's feed are gone at once.

    Like every decision about an item it follows region and owner as they are stored.
    """
    stored = _stored_scope(source)
    owned = stored.get("owner_id") in roles_of(user).organisations.owned
    return owned or may_lead_region(user, stored["region_id"])


def may_see_members(user: Any, organisation: models.Model) -> bool:
    """Whether `user` may read who works for an organisation; addresses are for who manages them."""
    roles = roles_of(user)
    return roles.everywhere or organisation.pk in roles.organisations.member


def may_manage_members(user: Any, organisation: models.Model) -> bool:
    """Whether `user` may invite and remove people of an organisation, and change what they are."""
    roles = roles_of(user)
    return roles.everywhere or organisation.pk in roles.organisations.owned


def may_decide_on_joining(user: Any, organisation: models.Model) -> bool:
    """Whether `user` may let somebody into an organisation, or refuse it."""
    return may_manage_members(user, organisation) or may_appoint_owner(user, organisation)


def may_appoint_owner(user: Any, organisation: models.Model) -> bool:
    """Whether `user` may give an organisation that nobody looks after here an owner.

    Like every decision about an item it follows the lead region as it is stored.
    """
    return may_lead_region(user, _stored_scope(organisation)["region_id"])


def led_by(user: Any, items: models.QuerySet) -> models.QuerySet:
    """Those of `items` whose lead region `user` manages; without one they are national."""
    roles = roles_of(user)
    return items if roles.everywhere else items.filter(region__in=roles.regions)


def editable_by(user: Any, items: models.QuerySet) -> models.QuerySet:
    """Those of `items` that `user` may change."""
    roles = roles_of(user)
    if not issubclass(items.model, _LED_BY_REGION):
        return items if may_with_kind(user, Verb.CHANGE, items.model) else items.none()
    if roles.everywhere:
        return items
    allowed = models.Q(region__in=roles.regions)
    if owner := _owner_field(items.model):
        allowed |= models.Q(**{f"{owner}__in": roles.organisations.member})
    return items.filter(allowed)


def _may_in_scope(roles: Roles, verb: Verb, region: int | None, owner: int | None) -> bool:
    if region in roles.regions:
        return verb in _MANAGER_VERBS
    if owner in roles.organisations.trusted:
        return verb in _TRUSTED_VERBS
    return owner in roles.organisations.member and verb in _MEMBER_VERBS


def _would_be_of(roles: Roles, item: models.Model) -> bool:
    """Whether a new item is kept by an organisation of this person; nobody adds one to another."""
    owner_field = _owner_field(type(item))
    owner = getattr(item, owner_field) if owner_field else None
    return owner is not None and owner in roles.organisations.member


def _owner_field(model: type[models.Model]) -> str | None:
    """The field that says which organisation owns a row: an organisation owns itself."""
    return getattr(model, "owner_field", None)


def _stored_scope(item: models.Model) -> dict[str, int | None]:
    fields = {"region_id": models.F("region_id")}
    if owner := _owner_field(type(item)):
        fields["owner_id"] = models.F(owner)
    scope = (
        type(item)
        ._base_manager.filter(pk=item.pk)
        .values(**{f"_{name}": expression for name, expression in fields.items()})
        .first()
    )
    if scope is None:
        return {"region_id": None, "owner_id": None}
    return {name.removeprefix("_"): value for name, value in scope.items()}
