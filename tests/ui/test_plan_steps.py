"""A plan from what is missing to complete, given, sent and begun anew."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from aln_review.casework.queries.plans import PlanPage as AskPlan
from aln_review.domain.plan import PlanState
from tests.ui.plans import opened, view
from tests.ui.rooms import Ground, ground, settle
from ui.plan.plan import PlanPage
from ui.plan.sections import WHOLE
from ui.widgets import Label


@pytest.fixture
def on(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    with ground(tmp_path_factory.mktemp("plan")) as made:
        yield made


def settle_all(on: Ground, screen: PlanPage) -> None:
    """Write what is missing by way of the check list."""
    for row in list(screen.overview.rows):
        del row
        screen.open_section(WHOLE)
        settle()
        screen.overview.rows[0].click()
        settle()
        wanted = next(one for one in screen.sheet.fields if one.lacking.isVisibleTo(screen))
        wanted.fields[0].set_value("welsh" if wanted.spec.kind.coded else "Nia, by July.")
        wanted.fields[0].edited.emit()
        wanted.autosave.flush()
        settle()
    screen.open_section(WHOLE)
    settle()


def test_from_what_is_missing_to_complete_given_and_a_new_version(on: Ground) -> None:
    screen, _window = opened(on, "Ianto", WHOLE)
    screen.overview.buttons["complete"].click()
    settle()
    assert on.host.errors[-1].key == "error.plan.missing"
    assert len(screen.overview.rows) == 2
    settle_all(on, screen)
    screen.overview.buttons["complete"].click()
    settle()
    assert view(on, "Ianto").plan.state is PlanState.COMPLETE
    screen.overview.buttons["reopen"].click()
    settle()
    assert view(on, "Ianto").plan.state is PlanState.DRAFT
    screen.overview.buttons["complete"].click()
    settle()
    screen.overview.given.set_day(date(2027, 1, 1))
    on.host.answer = "give"
    screen.overview.give_now.click()
    settle()
    assert screen.overview.given.error_text()
    screen.overview.given.set_day(date(2026, 11, 20))
    screen.overview.give_now.click()
    settle()
    assert view(on, "Ianto").plan.given_on == date(2026, 11, 20)
    screen.overview.buttons["renew"].click()
    settle()
    page, args = on.host.opened[-1]
    assert page == "plan"
    assert on.vault.ask(AskPlan(str(args["plan"]))).plan.version == 2


def test_before_it_goes_the_answers_are_checked(on: Ground) -> None:
    screen, _window = opened(on, "Ffion", WHOLE)
    screen.overview.buttons["send"].click()
    settle()
    texts = " ".join(one.text() for one in screen.panel.findChildren(Label))
    for wanted in ("Ffion Mair Rhys Pritchard", "Bro Celyn Council", "2019"):
        assert wanted in texts
    screen.panel.go.click()
    settle()
    assert on.host.opened[-1][0] == "send"
