"""Makes test data. Every factory gives the smallest valid record; pass what a test is about."""

from datetime import date, time, timedelta
from typing import Any

import factory
from factory.django import DjangoModelFactory

from events.models import Event
from initiatives.models import Adoption, Initiative, Offer, Practice
from organisations.models import Membership, Organisation
from publishing.models import RoleAssignment, User
from search.models import SynonymSet
from taxonomy.models import (
    ActionLine,
    DevelopmentPath,
    Form,
    OrganisationType,
    Province,
    Region,
    Scale,
    TargetGroup,
)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    first_name = "Robin"
    last_name = factory.Sequence(lambda n: f"Persoon {n}")

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **kwargs: Any) -> User:
        return model_class.objects.create_user(*args, **kwargs)


class TermFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    ref = factory.Sequence(lambda n: f"term-{n}")
    label = factory.LazyAttribute(lambda term: term.ref.replace("-", " ").capitalize())
    label_en = factory.LazyAttribute(lambda term: f"{term.label} (English)")


class RegionFactory(TermFactory):
    class Meta:
        model = Region

    ref = factory.Sequence(lambda n: f"region-{n}")


class ProvinceFactory(TermFactory):
    class Meta:
        model = Province

    ref = factory.Sequence(lambda n: f"province-{n}")
    # Two letters that differ for the first 676 provinces of a test run.
    code = factory.Sequence(lambda n: f"NL-{chr(65 + n // 26 % 26)}{chr(65 + n % 26)}")
    region = factory.SubFactory(RegionFactory)


class ScaleFactory(TermFactory):
    class Meta:
        model = Scale
        django_get_or_create = ("ref",)

    ref = Scale.NATIONAL


class ActionLineFactory(TermFactory):
    """A national line; give `kind`, `region` and `letter=""` for a line of a region's plan."""

    class Meta:
        model = ActionLine

    ref = factory.Sequence(lambda n: f"line-{n}")
    letter = factory.Sequence(lambda n: "ABCDE"[n % 5])


class DevelopmentPathFactory(TermFactory):
    class Meta:
        model = DevelopmentPath

    code = factory.Sequence(lambda n: "ABCDEF"[n % 6])


class TargetGroupFactory(TermFactory):
    class Meta:
        model = TargetGroup

    ref = factory.Sequence(lambda n: f"group-{n}")


class FormFactory(TermFactory):
    class Meta:
        model = Form

    ref = factory.Sequence(lambda n: f"form-{n}")


class OrganisationTypeFactory(TermFactory):
    class Meta:
        model = OrganisationType

    ref = factory.Sequence(lambda n: f"type-{n}")


class PublicationFactory(DjangoModelFactory):
    """Live and confirmed today unless told otherwise; lists of terms are given as keywords."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True

    summary = "Wat het is en voor wie."
    live = True
    verified_on = factory.LazyFunction(date.today)

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        many = {field.name for field in model_class._meta.many_to_many}
        relations = {name: kwargs.pop(name) for name in many & kwargs.keys()}
        item = model_class(*args, **kwargs)
        for name, terms in relations.items():
            setattr(item, name, terms)
        item.save()
        return item


class OrganisationFactory(PublicationFactory):
    class Meta:
        model = Organisation

    title = factory.Sequence(lambda n: f"Organisatie {n}")


class InitiativeFactory(PublicationFactory):
    class Meta:
        model = Initiative

    title = factory.Sequence(lambda n: f"Initiatief {n}")


class OfferFactory(PublicationFactory):
    class Meta:
        model = Offer

    title = factory.Sequence(lambda n: f"Aanbod {n}")


class PracticeFactory(PublicationFactory):
    class Meta:
        model = Practice

    title = factory.Sequence(lambda n: f"Praktijk {n}")


class AdoptionFactory(DjangoModelFactory):
    """A region that has had a practice running since a day that nobody knows."""

    class Meta:
        model = Adoption
        skip_postgeneration_save = True

    practice = factory.SubFactory(PracticeFactory)
    region = factory.SubFactory(RegionFactory)
    state = Adoption.State.RUNNING

    @classmethod
    def _create(cls, model_class: type[Adoption], *args: Any, **kwargs: Any) -> Adoption:
        day = kwargs.pop("day", None)
        adoption: Adoption = super()._create(model_class, *args, **kwargs)
        adoption.steps.create(state=adoption.state, day=day)
        return adoption


class RoleAssignmentFactory(DjangoModelFactory):
    """A programme manager; for a national coordinator give `role` and `region=None`."""

    class Meta:
        model = RoleAssignment

    user = factory.SubFactory(UserFactory)
    role = RoleAssignment.Role.PROGRAMME_MANAGER
    region = factory.SubFactory(RegionFactory)


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    organisation = factory.SubFactory(OrganisationFactory)


class SynonymSetFactory(DjangoModelFactory):
    class Meta:
        model = SynonymSet

    term = factory.Sequence(lambda n: f"woord {n}")
    english = factory.LazyAttribute(lambda row: f"{row.term} (English)")
    synonyms = factory.LazyAttribute(lambda row: [f"ander {row.term}"])


class EventFactory(PublicationFactory):
    """A meeting tomorrow from ten to twelve, Dutch time."""

    class Meta:
        model = Event

    title = factory.Sequence(lambda n: f"Bijeenkomst {n}")
    start_date = factory.LazyFunction(lambda: date.today() + timedelta(days=1))
    start_time = time(10)
    end_time = time(12)
