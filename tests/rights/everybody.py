"""Two regions, two organisations, one of every record, and everybody who might try the doors.

Whatever has an owner belongs to organisation A, and whatever has a region to region 1; the same
kinds exist once more for organisation B and region 2, to try with swapped numbers.
"""

import io
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from PIL import Image as Picture
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Page, Site, Workflow
from wagtail.models.i18n import Locale
from wagtail.snippets.models import get_snippet_models
from wagtail.users.models import UserProfile

from events.models import Event, EventJoin
from harvest.models import Source, TrialDraft
from initiatives.models import Offer
from organisations.models import (
    BulkUpload,
    Invitation,
    JoinRequest,
    MailDomain,
    Membership,
    Organisation,
    VisitorDraft,
)
from portal.launching.workflow import ensure_review_workflow
from portal.models import HomePage, StandardPage
from publishing.models import Publication, RegionReviewTask, RoleAssignment, User
from search.models import IndexState, SynonymSet
from taxonomy.models import Action, ActionLine, ChoiceFactor, Province, Region
from tests.factories import (
    ActionLineFactory,
    MembershipFactory,
    OfferFactory,
    OrganisationFactory,
    ProvinceFactory,
    RegionFactory,
    RoleAssignmentFactory,
    SynonymSetFactory,
    UserFactory,
)

#: In the order of the columns of the matrix.
PEOPLE = (
    "anonymous",
    "member_a",
    "member_b",
    "owner_a",
    "manager_1",
    "manager_2",
    "coordinator",
    "administrator",
)


@dataclass
class Side:
    """One of the two: its region, its organisation, and a record of every kind.

    The records are live, changed since, and waiting for review; the draft was never handed in.
    """

    region: Region
    organisation: Organisation
    draft: Offer
    asked: JoinRequest
    invitation: Invitation
    domain: MailDomain
    visitor_draft: VisitorDraft
    source: Source
    upload: BulkUpload | None = None
    trial: TrialDraft | None = None
    join: EventJoin | None = None
    records: dict[str, Any] = field(default_factory=dict)


@dataclass
class World:
    """Everything there is. Nobody changes it: every request is undone."""

    users: dict[str, User]
    first: Side
    second: Side
    home: Page
    page: Page
    image: Any
    document: Any
    collection: Collection
    group: Group
    redirect: Redirect
    #: The session of everybody who has logged in.
    cookies: dict[str, str] = field(default_factory=dict)


def make_world() -> World:
    """All of it, in the order in which one thing needs the other."""
    ensure_review_workflow()
    sides = [
        _side(RegionFactory(label="Regio 1"), "A"),
        _side(RegionFactory(label="Regio 2"), "B"),
    ]
    users = _people(*sides)
    for side, owner in zip(sides, ("owner_a", "owner_b"), strict=True):
        side.upload = BulkUpload.objects.create(
            user=users[owner], organisation=side.organisation, sheet="offer", state="checked"
        )
        side.trial = TrialDraft.objects.create(
            user=users[owner], organisation=side.organisation, kind="icalendar", fault="Niets"
        )
    for user in users.values():
        _has_been_here(user)
    IndexState.objects.get_or_create(pk=1)
    for side, letter in zip(sides, "AB", strict=True):
        for model in get_snippet_models():
            side.records[model._meta.model_name] = _record(model, side, letter, users)
        side.join = EventJoin.objects.create(
            event=side.records["event"], source=side.source, organisation=side.organisation, key="k"
        )
        # Its page about the source is only there for an event that came from one.
        side.source.records.create(
            key=letter,
            item_kind="event",
            item_pk=side.records["event"].pk,
            title=f"Geheim {letter}",
        )
    home, page = _pages()
    collection = Collection.get_first_root_node().add_child(name="Foto's")
    world = World(
        users=users,
        first=sides[0],
        second=sides[1],
        home=home,
        page=page,
        image=_image(users["administrator"]),
        document=_document(),
        collection=collection,
        group=Group.objects.create(name="Een groep"),
        redirect=Redirect.objects.create(old_path="/oud", redirect_link="/nieuw"),
    )
    world.cookies = {person: _log_in(user) for person, user in users.items()}
    return world


def _log_in(user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _side(region: Region, letter: str) -> Side:
    organisation = OrganisationFactory(title=f"Organisatie {letter}", region=region)
    draft = OfferFactory(
        title=f"Concept {letter}", region=region, owner=organisation, live=False, verified_on=None
    )
    draft.save_revision()
    return Side(
        region,
        organisation,
        draft,
        asked=JoinRequest.objects.create(user=UserFactory(), organisation=organisation),
        invitation=Invitation.objects.create(
            organisation=organisation,
            email=f"collega-{letter.lower()}@example.org",
            fingerprint=letter,
            expires_at=timezone.now() + timedelta(days=1),
        ),
        domain=MailDomain.objects.create(organisation=organisation, domain="school.example"),
        visitor_draft=VisitorDraft.objects.create(
            token_hash=letter, kind="offer", email=f"bezoeker-{letter.lower()}@example.org"
        ),
        source=Source.objects.create(
            organisation=organisation, region=region, name=f"Geheim {letter}", kind="icalendar"
        ),
    )


def _people(first: Side, second: Side) -> dict[str, User]:
    owner = Membership.Role.OWNER
    national = RoleAssignment.Role.NATIONAL_COORDINATOR
    return {
        "member_a": MembershipFactory(organisation=first.organisation).user,
        "member_b": MembershipFactory(organisation=second.organisation).user,
        "owner_a": MembershipFactory(organisation=first.organisation, role=owner).user,
        "owner_b": MembershipFactory(organisation=second.organisation, role=owner).user,
        "manager_1": RoleAssignmentFactory(region=first.region).user,
        "manager_2": RoleAssignmentFactory(region=second.region).user,
        "coordinator": RoleAssignmentFactory(region=None, role=national).user,
        "administrator": UserFactory(is_superuser=True, is_staff=True),
    }


def _has_been_here(user: User) -> None:
    """Make what the libraries make at the first look at somebody's own pages."""
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    UserProfile.get_for_user(user)


def _record(model: Any, side: Side, letter: str, users: dict[str, User]) -> Any:
    if issubclass(model, Publication):
        return _item_under_review(model, side, letter, users["coordinator"])
    if model is Membership:
        return side.organisation.memberships.get(role=Membership.Role.MEMBER)
    if model is RoleAssignment:
        return RoleAssignment.objects.get(region=side.region)
    if model is Region:
        return side.region
    if model is ActionLine:
        return ActionLineFactory(kind="regional", letter="", region=side.region)
    if model is Province:
        return ProvinceFactory(region=side.region)
    if model is SynonymSet:
        return SynonymSetFactory()
    return _word(model, letter)


def _word(model: Any, letter: str) -> Any:
    """A record that belongs to nobody, by the fields that most of these kinds have."""
    extra: dict[str, Any] = {
        Action: {"number": ord(letter)},
        ChoiceFactor: {"category": "weten"},
    }.get(model, {})
    return model.objects.create(ref=f"word-{letter.lower()}", label=f"Woord {letter}", **extra)


def _item_under_review(model: Any, side: Side, letter: str, coordinator: User) -> Publication:
    """Live, changed since, and waiting for the manager. Organisation A is itself such an item."""
    item = side.organisation if model is Organisation else model(region=side.region)
    item.title, item.summary = f"Openbaar {letter}", "Samenvatting"
    if model is not Organisation:
        item.owner = side.organisation
    if model is Event:
        item.start_date, item.start_time, item.end_time = _tomorrow(), time(10), time(12)
        item.rule = "FREQ=WEEKLY;COUNT=4"
    item.save()
    item.save_revision(user=coordinator).publish()
    item.title = f"Geheim {letter}"
    item.save_revision(user=coordinator)
    item.get_workflow().start(item, coordinator)
    return model.objects.get(pk=item.pk)


def _tomorrow() -> date:
    return date.today() + timedelta(days=1)


def _pages() -> tuple[Page, Page]:
    Locale.objects.get_or_create(language_code="nl")
    root = Page.get_first_root_node()
    home = root.add_child(instance=HomePage(title="Thuis", slug="thuis", promise="Vind wat er is"))
    page = home.add_child(instance=StandardPage(title="Over ons", slug="over-ons"))
    Site.objects.all().delete()
    Site.objects.create(hostname="testserver", root_page=home, is_default_site=True)
    page.save_revision().publish()
    page.title = "Over ons, gewijzigd"
    page.save_revision()
    return home, page


def _image(user: User) -> Any:
    file = io.BytesIO()
    Picture.new("RGB", (4, 4)).save(file, "PNG")
    image = get_image_model()(title="Foto", uploaded_by_user=user)
    image.file = ContentFile(file.getvalue(), name="foto.png")
    image._set_image_file_metadata()
    image.save()
    return image


def _document() -> Any:
    document = get_document_model()(title="Plan")
    document.file = ContentFile(b"Een plan.", name="plan.txt")
    document._set_document_file_metadata()
    document.save()
    return document


def review_task() -> RegionReviewTask:
    """The one task of the workflow below."""
    return RegionReviewTask.objects.get()


def review_workflow() -> Workflow:
    """The one that every kind of item goes through."""
    return Workflow.objects.get(workflow_tasks__task=review_task())
