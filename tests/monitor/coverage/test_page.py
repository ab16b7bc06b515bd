"""The page of the coverage map."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/dekking/", "/en/coverage/"])
def test_anybody_may_read_the_map_and_gets_no_cookie(client, path):
    response = client.get(path)
    assert response.status_code == 200
    assert not response.cookies
