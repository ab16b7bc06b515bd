"""Categories of a feed whose word of the vocabulary goes up in another."""

from harvest.models import SourceMapping
from publishing.actions.merge_terms import merge_terms
from tests.factories import TargetGroupFactory


def test_a_category_stands_for_the_word_that_is_left(source, people):
    old, new = TargetGroupFactory(), TargetGroupFactory()
    for category, relation, term in (
        ("Jeugd", "target_groups", old),
        ("Beide", "target_groups", old),
        ("Beide", "target_groups", new),
        # A word of another list that happens to be called the same.
        ("Jeugd", "action_lines", old),
    ):
        SourceMapping.objects.create(
            source=source, category=category, relation=relation, term=term.ref
        )
    merge_terms(term=old, into=new, user=people.coordinator)
    assert set(SourceMapping.objects.values_list("category", "relation", "term")) == {
        ("Beide", "target_groups", new.ref),
        ("Jeugd", "target_groups", new.ref),
        ("Jeugd", "action_lines", old.ref),
    }
