"""The vault's health in words: found, counted, named, and mended where that is safe."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from aln_review.casework.copies import copies
from aln_review.casework.health import CHECKS, Repair, examine_one, examine_vault, mend
from aln_review.casework.say import Say
from aln_review.domain.dispatch import LineState, OutboxLine
from aln_review.domain.errors import WorldFault
from aln_review.store.engine import Connection
from tests.casework.town import Town, found
from tests.casework.vaults import Made, add_learner


def worded(made: Made, says: list[Say]) -> None:
    """Every sentence is there in both languages and takes its facts."""
    for catalogue in made.vault.tools.catalogues.values():
        for say in says:
            assert catalogue.has(say.key), say.key
            assert "{" not in catalogue.t(say.key, **say.facts)


def test_a_well_vault_is_well_in_words(made: Made) -> None:
    add_learner(made.vault)
    lines = list(examine_vault(made.vault))
    assert [one.name for one in lines] == list(CHECKS)
    assert all(one.good for one in lines)
    assert not any(one.details or one.more or one.repair for one in lines)
    worded(made, [say for one in lines for say in (one.title, one.finding)])


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    made = found(tmp_path)
    yield made
    made.shut()


def spoil(made: Made, *statements: str) -> None:
    """Do by hand what no command would."""
    hand: Connection = made.vault.store._writer
    hand.run("PRAGMA foreign_keys=OFF")
    for statement in statements:
        hand.run(statement)


@pytest.mark.parametrize(
    ("statement", "check", "key", "count"),
    [
        ("UPDATE people SET body = '{}'", "items", "vault.kind.people", 2),
        ("DELETE FROM content_parts", "contents", "vault.health.contents.not_whole", 1),
        (
            "INSERT INTO contents(id, size, parts) VALUES('x', 0, 0)",
            "loose",
            "vault.health.loose.one",
            1,
        ),
        ("DELETE FROM contents", "outbox", "vault.health.outbox.no_bytes_of", 1),
        (
            "UPDATE access_log SET at = 'x' WHERE seq = 3",
            "chain",
            "vault.health.chain.missing",
            3,
        ),
        (
            "UPDATE access_log SET actor = 'x' WHERE seq = 3",
            "chain",
            "vault.health.chain.line",
            3,
        ),
    ],
)
def test_each_fault_is_named(town: Town, statement: str, check: str, key: str, count: int) -> None:
    town.send()
    spoil(town.school, statement)
    line = examine_one(town.school.vault, check)
    assert not line.good
    assert line.finding.facts["count"] == count
    assert line.details[0].key == key
    worded(town.school, [line.title, line.finding, *line.details])


def change(town: Town, line: OutboxLine) -> None:
    with town.school.vault.store.unit() as unit:
        unit.outbox.put(line)


def outbox(town: Town) -> list[str]:
    line = examine_one(town.school.vault, "outbox")
    worded(town.school, [line.finding, *line.details])
    return [say.key.removeprefix("vault.health.outbox.") for say in line.details]


def test_a_line_is_held_against_its_bytes_its_number_and_its_receipts(town: Town) -> None:
    line = town.send()
    assert outbox(town) == []
    for spoilt, expected in (
        (replace(line, sha256="0" * 64), ["other_bytes_of"]),
        (replace(line, state=LineState.ACCEPTED), ["state_of"]),
        (replace(line, state=LineState.DELIVERED), ["state_of"]),
        (replace(line, state=LineState.TAKEN_BACK, attempts=2), ["state_of"]),
        (replace(line, answer_receipt="x.y.z"), ["state_of", "astray_of"]),
        (
            replace(line, state=LineState.DELIVERED, delivered_receipt="x.y.z"),
            ["astray_of"],
        ),
        (replace(line, sequence=3), ["missing", "beyond"]),
    ):
        change(town, spoilt)
        assert outbox(town) == expected
    change(town, line)
    again = town.send()
    change(town, replace(again, sequence=line.sequence))
    assert outbox(town) == ["twice", "missing"]
    change(town, again)
    spoil(town.school, f"DELETE FROM outbox WHERE id = '{line.id}'")
    assert outbox(town) == ["missing", "gone"]


def test_an_erased_learners_line_needs_no_bytes_once_it_is_settled(town: Town) -> None:
    line = town.send()
    with town.school.vault.store.unit() as unit:
        unit.contents.delete(line.id)
    assert outbox(town) == ["no_bytes_of"]
    change(town, replace(line, learner_id="gone", state=LineState.TAKEN_BACK))
    assert outbox(town) == []
    change(town, replace(line, learner_id="gone"))
    assert outbox(town) == ["no_bytes"]


def test_a_package_that_came_needs_its_bytes_until_it_is_answered(town: Town) -> None:
    arrival = town.carry(town.send())
    with town.desk.vault.store.unit() as unit:
        unit.contents.put(arrival.id, b"another")
    (broken,) = examine_one(town.desk.vault, "outbox").details
    assert broken.key == "vault.health.outbox.arrival"


def clock(made: Made) -> list[str]:
    line = examine_one(made.vault, "clock")
    worded(made, [line.finding, *line.details])
    return [say.key.removeprefix("vault.health.clock.") for say in line.details]


def test_a_clock_five_minutes_back_or_years_ahead_is_named(town: Town) -> None:
    made = town.school
    made.clock.forward(minutes=-4)
    assert clock(made) == []
    made.clock.forward(minutes=-2)
    assert clock(made) == ["behind"]
    made.clock.forward(minutes=6)
    line = town.send()
    late = replace(line, delivered_at=made.clock.now().replace(year=2027))
    change(town, late)
    assert clock(made) == ["authority"]
    change(town, line)
    made.clock.forward(days=800)
    with made.vault.store.unit() as unit:
        unit.log("vault.opened")
    assert clock(made) == ["ahead"]


def test_the_search_is_mended_and_logged(made: Made) -> None:
    add_learner(made.vault)
    spoil(made, "DELETE FROM names")
    assert examine_one(made.vault, "search").repair is Repair.SEARCH
    assert mend(made.door, made.vault, Repair.SEARCH).good
    with made.vault.store.view() as unit:
        assert unit.access_log()[-1].action == "vault.search_mended"
        assert unit.chain().whole


def test_loose_bytes_go_only_after_a_copy_that_still_has_them(town: Town) -> None:
    made = town.school
    line = town.send()
    with made.vault.store.unit() as unit:
        unit.contents.put("nobody's", bytes(300_000))
    assert examine_one(made.vault, "loose").repair is Repair.LOOSE
    assert mend(made.door, made.vault, Repair.LOOSE).good
    assert len(copies(made.door).copies) == 1
    with made.vault.store.view() as unit:
        assert unit.contents.ids() == [line.id]
        assert unit.access_log()[-1].action == "vault.loose_dropped"


def test_nothing_is_dropped_where_no_copy_can_be_made(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise WorldFault("error.store.copy_differs")

    with made.vault.store.unit() as unit:
        unit.contents.put("nobody's", b"x")
    monkeypatch.setattr("aln_review.casework.health.keep_copy", refuse)
    with pytest.raises(WorldFault):
        mend(made.door, made.vault, Repair.LOOSE)
    with made.vault.store.view() as unit:
        assert unit.contents.ids() == ["nobody's"]
