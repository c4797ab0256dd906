from __future__ import annotations

import json
from collections import deque
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aln_review.domain.bilingual import Language
from aln_review.domain.case import Case, CaseEvent
from aln_review.domain.errors import OwnFault, Refusal
from aln_review.domain.setting import SettingKind
from aln_review.language.catalogue import Catalogue
from aln_review.statute.states import STAYS, load_states
from tests.statute.makers import case

PATH = Path(__file__).parents[2] / "resources" / "rules" / "states.json"
STATES = load_states(PATH)
CATALOGUES = [Catalogue.load(language) for language in Language]
EVENTS = sorted({e for machine in STATES.machines.values() for e in machine.events})
DAY = date(2026, 9, 1)


def path_to(setting: SettingKind, state: str, machine: str = "") -> Case:
    """A shortest case that stands in a state."""
    queue = deque([Case("c", "l", setting)])
    seen = set()
    while queue:
        here = queue.popleft()
        now = STATES.standing(here)
        if now.state == state and now.machine.id == (machine or STATES.by_setting[setting]):
            return here
        if (now.machine.id, now.state) in seen:
            continue
        seen.add((now.machine.id, now.state))
        for event in STATES.allowed(here):
            on = DAY + timedelta(days=len(here.events))
            queue.append(STATES.apply(here, CaseEvent("e", event, on)))
    raise AssertionError(f"{setting}: {state} cannot be reached")


@pytest.mark.parametrize("setting", SettingKind)
def test_every_state_can_be_reached_and_is_worded(setting: SettingKind) -> None:
    machine = STATES.machines[STATES.by_setting[setting]]
    for state in machine.states:
        assert STATES.state_of(path_to(setting, state)) == state
        assert all(words.has(f"case.state.{state}") for words in CATALOGUES)


def test_every_state_of_a_looked_after_child_can_be_reached() -> None:
    for state in STATES.machines["looked-after"].states:
        assert path_to(SettingKind.SCHOOL, state, "looked-after")


@pytest.mark.parametrize("setting", SettingKind)
def test_every_impossible_event_is_refused_with_a_sentence(setting: SettingKind) -> None:
    machine = STATES.machines[STATES.by_setting[setting]]
    for state, event in product(machine.states, [*EVENTS, "nonsense"]):
        here = path_to(setting, state)
        after = CaseEvent("e", event, DAY + timedelta(days=99))
        if event in STATES.allowed(here):
            assert STATES.apply(here, after).events[-1] is after
            continue
        with pytest.raises(Refusal) as refused:
            STATES.apply(here, after)
        assert all(words.has(refused.value.key) for words in CATALOGUES), refused.value.key


def test_every_reason_in_the_file_is_worded_and_every_event_named() -> None:
    for machine in STATES.machines.values():
        for reason in machine.why_not:
            assert all(words.has(reason.key) for words in CATALOGUES), reason.key
            assert set(reason.states) <= {s for m in STATES.machines.values() for s in m.states}
        assert all(words.has(machine.otherwise) for words in CATALOGUES)
        for event in machine.events:
            assert all(words.has(f"case.event.{event}") for words in CATALOGUES), event
            assert all(words.has(f"case.next.{event}") for words in CATALOGUES), event


def test_no_event_is_a_row_twice_from_one_state() -> None:
    for machine in STATES.machines.values():
        rows = [(state, move.event) for move in machine.moves for state in move.come_from]
        assert len(rows) == len(set(rows)), machine.id


def test_a_school_goes_from_concern_to_plan_and_review() -> None:
    events = [
        ("concern_raised", "2026-10-05"), ("coordinator_named", "2026-10-06"),
        ("decided_aln", "2026-11-10"), ("plan_given", "2026-11-27"),
        ("review_requested", "2027-01-11"), ("plan_revised", "2027-02-01"),
    ]  # fmt: skip
    states = [STATES.state_of(case(*events[: n + 1])) for n in range(len(events))]
    assert states == ["concern", "deciding", "drafting", *["maintained"] * 3]


@pytest.mark.parametrize(
    ("setting", "events", "event", "key"),
    [
        (SettingKind.EARLY_YEARS, ["concern_raised"], "decided_aln", "setting_does_not_decide"),
        (SettingKind.EARLY_YEARS, ["concern_raised"], "referred_to_la", "talk_first"),
        (SettingKind.COLLEGE, ["concern_raised"], "decided_aln", "consent_first"),
        (
            SettingKind.COLLEGE,
            ["concern_raised", "consent_asked", "consent_given", "decided_aln"],
            "plan_given",
            "plan_consent_first",
        ),
        (
            SettingKind.SCHOOL,
            ["concern_raised", "looked_after_found"],
            "decided_aln",
            "looked_after",
        ),
        (SettingKind.SCHOOL, ["plan_given"], "cease_decided", "propose_first"),
        (SettingKind.SCHOOL, [], "decided_aln", "no_concern_yet"),
    ],
)
def test_the_reason_is_the_one_that_helps(
    setting: SettingKind, events: list[str], event: str, key: str
) -> None:
    here = case(*((kind, "2026-10-05") for kind in events), setting=setting)
    with pytest.raises(Refusal) as refused:
        STATES.apply(here, CaseEvent("e", event, date(2026, 11, 1)))
    assert refused.value.key == f"error.case.{key}"


def test_a_plan_ends_by_two_notices_and_a_hold() -> None:
    here = case(("plan_given", "2026-01-01"))
    for number, kind in enumerate(["cease_proposed", "cease_decided", "plan_ended"], 2):
        here = STATES.apply(here, CaseEvent("e", kind, date(2026, number, 1)))
    assert STATES.state_of(here) == "ended"


def test_an_event_before_the_last_is_refused() -> None:
    here = case(("concern_raised", "2026-10-05"))
    with pytest.raises(Refusal, match="earlier_than_before"):
        STATES.apply(here, CaseEvent("e", "coordinator_named", date(2026, 10, 4)))


def test_records_begun_elsewhere_still_have_a_state() -> None:
    odd = case(("plan_given", "2026-01-01"), setting=SettingKind.COLLEGE)
    assert STATES.state_of(odd) == "maintained"
    assert STATES.state_of(case(("nonsense", "2026-01-01"))) == "not_started"


@given(st.sampled_from(SettingKind), st.lists(st.sampled_from(EVENTS), max_size=12))
def test_applying_and_replaying_agree(setting: SettingKind, events: list[str]) -> None:
    here = Case("c", "l", setting)
    for event in events:
        before = STATES.standing(here)
        move = before.machine.move(before.state, event)
        if move is None:
            continue
        here = STATES.apply(here, CaseEvent("e", event, DAY))
        expected = before.state if move.to == STAYS else move.to
        assert STATES.state_of(here) == expected


def test_a_setting_without_a_table_is_a_fault(tmp_path: Path) -> None:
    value = json.loads(PATH.read_text(encoding="utf-8"))
    value["machines"] = value["machines"][1:]
    path = tmp_path / "states.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    with pytest.raises(OwnFault):
        load_states(path)
