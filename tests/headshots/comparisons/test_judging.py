from __future__ import annotations

import pytest

from headshots.comparisons import judging
from headshots.comparisons.models import Comparison
from headshots.queue import State
from tests.headshots import factories
from headshots.photos.models import Role
from headshots.comparisons import actions
from tests.headshots.pictures import astronaut, encoded


@pytest.mark.django_db
def test_two() -> None:
    g = factories.gallery()
    a = factories.photo(g, Role.AI, astronaut(size=500))
    b = factories.photo(g, Role.REAL, astronaut())
    c = actions.start(g, subject=a, reference=b, started_by=factories.owner(g.studio))
    judging.compare(c.pk)
    c.refresh_from_db()
    print(c.state, c.failure, c.report and c.report.keys(), list(c.artefacts.values_list("kind", "side", "width", "height")))
    assert c.state == State.DONE
