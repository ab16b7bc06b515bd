import pytest
from django.template import Context, Template
from django.utils import translation

from taxonomy.models import TargetGroup
from tests.factories import TargetGroupFactory


def group(**fields: str) -> TargetGroup:
    return TargetGroup(ref="overstappers", label="Overstappers", **fields)


def render(source: str, **context: object) -> str:
    return Template("{% load localised %}" + source).render(Context(context))


def test_a_dutch_reader_gets_the_dutch_text():
    with translation.override("nl"):
        assert group(label_en="Career switchers").text("label") == ("Overstappers", "nl")


def test_an_english_reader_gets_the_english_text():
    with translation.override("en"):
        assert group(label_en="Career switchers").text("label") == ("Career switchers", "en")


def test_without_english_the_dutch_text_is_shown_and_marked():
    with translation.override("en"):
        html = render('{% text term "label" %}', term=group())
    assert html == '<span lang="nl">Overstappers</span>'


def test_a_text_in_the_language_of_the_page_is_not_marked():
    with translation.override("nl"):
        assert render('{% text term "label" %}', term=group()) == "Overstappers"


def test_a_text_is_escaped_marked_or_not():
    hostile = TargetGroup(ref="x", label="<script>alert(1)</script>")
    for language in ("nl", "en"):
        with translation.override(language):
            assert "<script>" not in render('{% text term "label" %}', term=hostile)


def test_lines_are_the_filled_lines_of_a_text():
    term = group(description=" Een \n\n Twee \n")
    with translation.override("nl"):
        assert term.lines("description") == ["Een", "Twee"]


@pytest.mark.django_db
def test_a_target_group_goes_at_most_one_level_deep():
    from django.core.exceptions import ValidationError

    parent = TargetGroupFactory()
    child = TargetGroupFactory(parent=parent)
    with pytest.raises(ValidationError) as refused:
        TargetGroupFactory.build(parent=child).full_clean()
    assert "parent" in refused.value.error_dict


@pytest.mark.django_db
def test_a_group_with_groups_under_it_cannot_go_under_another():
    from django.core.exceptions import ValidationError

    parent = TargetGroupFactory()
    TargetGroupFactory(parent=parent)
    parent.parent = TargetGroupFactory()
    with pytest.raises(ValidationError):
        parent.full_clean()
