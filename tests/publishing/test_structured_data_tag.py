import json
import re

from publishing.templatetags.structured_data import structured_data


def test_a_text_cannot_end_the_element():
    html = structured_data({"name": "</script><script>alert(1)</script>"})
    assert html.count("</script>") == 1
    assert html.count("<script") == 1


def test_the_element_holds_the_data_without_what_is_empty():
    html = structured_data({"@type": "Course", "name": "A & B", "description": "", "audience": []})
    found = re.fullmatch(r'<script type="application/ld\+json">(.*)</script>', html)
    assert found
    assert json.loads(found[1]) == {"@type": "Course", "name": "A & B"}


def test_nothing_to_say_gives_no_element():
    assert structured_data({}) == ""
