from initiatives.models import Offer
from initiatives.sections import organisation_sections
from organisations.models import Organisation
from publishing.sections import SECTION_SIZE
from tests.factories import OfferFactory, OrganisationFactory


def _titles(organisation: Organisation) -> dict[str, list[str]]:
    return {
        section.name: [card["title"] for card in section.cards]
        for section in organisation_sections(organisation)
    }


def test_an_organisation_shows_what_it_keeps_and_what_it_takes_part_in(db: None) -> None:
    organisation, other = OrganisationFactory(), OrganisationFactory()
    OfferFactory(title="A van ons", owner=organisation)
    OfferFactory(title="B van ons samen", owner=organisation, organisations=[organisation, other])
    OfferFactory(title="C met ons", owner=other, organisations=[organisation])
    OfferFactory(title="D van een ander", owner=other, organisations=[other])
    OfferFactory(title="E nog niet openbaar", owner=organisation, live=False)
    assert _titles(organisation)["offers"] == ["A van ons", "B van ons samen", "C met ons"]


def test_more_than_fits_leads_to_the_list_of_all(db: None) -> None:
    organisation = OrganisationFactory(ref="bibliotheek")
    OfferFactory.create_batch(SECTION_SIZE + 1, owner=organisation)
    offers = organisation_sections(organisation)[0]
    assert len(offers.cards) == SECTION_SIZE < Offer.objects.count()
    assert offers.more_url == "/aanbod/?organisation=bibliotheek"
