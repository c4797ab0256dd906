"""The log a page at a time, what is looked for in it, and what is saved of it."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aln_review.casework.commands.keeping import NoteAccess
from aln_review.casework.log_export import LogForm, export_log, verify_proof
from aln_review.casework.log_kinds import LogKind, actions_of, kind_of
from aln_review.casework.queries.access_log import (
    Access,
    AccessLog,
    LogChain,
    LogLearners,
    Wanted,
)
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import AlnError, Refusal, WorldFault
from aln_review.language.catalogue import Catalogue
from aln_review.store.access import chain
from tests.casework.town import found
from tests.casework.vaults import Made, add_learner


def printed(made: Made, learner_id: str, times: int) -> None:
    for number in range(times):
        made.clock.forward(minutes=1)
        made.vault.do(NoteAccess("paper.printed", learner_id, f"p{number}"))


def test_pages_follow_one_another_and_nothing_is_left_out(made: Made) -> None:
    learner = add_learner(made.vault)
    printed(made, learner.id, 23)
    with made.vault.store.view() as unit:
        whole = unit.access_log()
    before = 0
    read: list[Access] = []
    while True:
        view = made.vault.ask(AccessLog(before=before, limit=7))
        read += view.lines
        if not view.more:
            break
        before = view.lines[-1].seq
    assert read == whole[::-1]
    assert view.names == {learner.id: learner.name}


def test_what_is_looked_for_is_found_and_nothing_else(made: Made) -> None:
    one, two = add_learner(made.vault), add_learner(made.vault, "Guto")
    printed(made, one.id, 2)
    made.clock.forward(days=3)
    printed(made, two.id, 3)

    def lines(wanted: Wanted) -> list[tuple[str, str]]:
        return [(line.action, line.learner_id) for line in made.vault.ask(AccessLog(wanted)).lines]

    assert lines(Wanted(two.id, LogKind.PRINT)) == [("paper.printed", two.id)] * 3
    assert len(lines(Wanted(kind=LogKind.PRINT))) == 5
    assert {learner for _, learner in lines(Wanted(one.id))} == {one.id}
    later = made.clock.now().date()
    assert lines(Wanted(start=later)) == [("paper.printed", two.id)] * 3
    assert len(lines(Wanted(kind=LogKind.PRINT, end=date(2026, 11, 23)))) == 2
    assert lines(Wanted(start=date(2030, 1, 1))) == []
    assert made.vault.ask(LogLearners()) == ((one.id, one.name), (two.id, two.name))


def test_every_sentence_of_the_log_has_one_kind(made: Made) -> None:
    keys = made.vault.tools.catalogues[Language.CY].keys
    listed = [action for kind in LogKind for action in actions_of(kind, keys)]
    assert len(listed) == len(set(listed))
    assert actions_of(LogKind.ALL, keys) == ()
    assert {kind_of(action) for action in listed} == set(LogKind) - {LogKind.ALL}
    assert kind_of("vault.restored") is LogKind.RESTORE
    assert kind_of("words.restored") is LogKind.CHANGE


def test_the_chain_is_followed_on_from_where_it_was(made: Made) -> None:
    add_learner(made.vault)
    first = made.vault.ask(LogChain())
    assert first is not None
    assert first.whole
    printed(made, "", 3)
    second = made.vault.ask(LogChain())
    assert second is not None
    assert (second.whole, second.count) == (True, first.count + 3)
    assert made.vault.ask(LogChain(stop)) is None


def stop() -> bool:
    return True


def spoil(made: Made, statement: str) -> None:
    made.vault.store._writer.run(statement)


def test_a_broken_line_is_named_with_its_date(made: Made) -> None:
    add_learner(made.vault)
    spoil(made, "UPDATE access_log SET actor = 'nobody' WHERE seq = 3")
    view = made.vault.ask(LogChain())
    assert view is not None
    assert (view.whole, view.count) == (False, 2)
    assert view.broken.key == "error.log.broken"
    assert view.broken.facts["line"] == 3
    for catalogue in made.vault.tools.catalogues.values():
        assert "3" in catalogue.t(view.broken.key, **view.broken.facts)
    spoil(made, "DELETE FROM access_log WHERE seq = 2")
    view = made.vault.ask(LogChain())
    assert view is not None
    assert (view.broken.key, view.broken.facts["line"]) == ("error.log.broken_no_date", 2)


def test_the_table_is_for_reading_and_is_itself_logged(made: Made, tmp_path: Path) -> None:
    learner = add_learner(made.vault, called="Els")
    made.vault.do(NoteAccess("paper.printed", learner.id, "=1+1"))
    target = tmp_path / "log.csv"
    export_log(made.vault, target, LogForm.TABLE, Language.CY, Wanted(learner.id))
    text = target.read_text("utf-8-sig")
    rows = list(csv.reader(text.splitlines()))
    assert rows[0][0] == "Rhif"
    assert rows[1][3] == "Ychwanegwyd y dysgwr"
    assert {row[4] for row in rows[1:]} == {learner.name}
    assert rows[-1][5] == "'=1+1"
    with made.vault.store.view() as unit:
        last = unit.access_log()[-1]
    assert (last.action, last.learner_id, last.detail) == ("log.exported", learner.id, "csv")
    assert not target.with_name("log.csv.part").exists()


def test_a_file_that_cannot_be_written_is_said_and_not_logged(made: Made, tmp_path: Path) -> None:
    with pytest.raises(WorldFault):
        export_log(made.vault, tmp_path / "no" / "x", LogForm.PROOF, Language.CY, Wanted())
    with made.vault.store.view() as unit:
        assert unit.access_log()[-1].action != "log.exported"


def proof_of(made: Made, folder: Path) -> Path:
    target = folder / "log.jsonl"
    return export_log(made.vault, target, LogForm.PROOF, Language.EN, Wanted("one learner"))


def test_the_proof_is_the_whole_log_and_verifies(made: Made, tmp_path: Path) -> None:
    add_learner(made.vault)
    path = proof_of(made, tmp_path)
    proof = verify_proof(path)
    with made.vault.store.view() as unit:
        assert proof.count == len(unit.access_log()) - 1
        assert proof.head == json.loads(path.read_text("utf-8").splitlines()[-2])["digest"]
    assert proof.fingerprint == ""


def test_a_proof_is_signed_where_there_are_keys_for_sending(tmp_path: Path) -> None:
    town = found(tmp_path)
    path = proof_of(town.school, tmp_path)
    proof = verify_proof(path)
    assert proof.fingerprint
    lines = path.read_text("utf-8").splitlines()
    end = json.loads(lines[-1])
    another = json.loads(proof_of(town.desk, tmp_path / "desk").read_text("utf-8").splitlines()[-1])
    for changed in ({**end, "signed": another["signed"]}, {**end, "signer": another["signer"]}):
        path.write_text("\n".join([*lines[:-1], json.dumps(changed)]) + "\n", "utf-8")
        with pytest.raises(Refusal) as refused:
            verify_proof(path)
        assert refused.value.key == "error.log.proof_signature"
    town.shut()


def test_a_log_cut_short_is_found_out(made: Made, tmp_path: Path) -> None:
    add_learner(made.vault)
    path = proof_of(made, tmp_path)
    lines = path.read_text("utf-8").splitlines(keepends=True)
    for kept, key in (
        (lines[:-2] + lines[-1:], "error.log.proof_cut"),
        (lines[:-1], "error.log.proof_cut"),
        (lines[:2] + lines[3:], "error.log.proof_broken"),
        ([*lines, lines[1]], "error.log.proof_broken"),
        (lines[1:], "error.log.not_a_proof"),
        ([], "error.log.not_a_proof"),
    ):
        path.write_text("".join(kept), "utf-8")
        with pytest.raises(Refusal) as refused:
            verify_proof(path)
        assert refused.value.key == key


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(at=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_no_byte_of_a_proof_can_be_changed_unnoticed(
    made: Made, tmp_path: Path, at: float, bit: int
) -> None:
    path = tmp_path / "log.jsonl"
    if not path.exists():
        add_learner(made.vault)
        proof_of(made, tmp_path)
    data = path.read_bytes()
    want = [json.loads(line) for line in data.splitlines()[1:]]
    changed = bytearray(data)
    changed[int(at * len(data))] ^= 1 << bit
    spoilt = tmp_path / "spoilt"
    spoilt.write_bytes(changed)
    try:
        verify_proof(spoilt)
    except AlnError:
        return
    # What is not part of the proof: who saved it when, in its first line, and white space.
    told = [json.loads(line) for line in bytes(changed).splitlines()[1:]]
    told[-1] = {name: value for name, value in told[-1].items() if name in want[-1]}
    assert told == want


def test_the_stored_chain_and_the_followed_one_agree(made: Made) -> None:
    printed(made, "", 30)
    with made.vault.store.view() as unit:
        followed = unit.follow_chain(lambda: False)
    reader = made.vault.store.reader()
    assert followed == chain(reader)
    reader.close()


def test_names_of_kinds_are_worded(made: Made) -> None:
    for catalogue in made.vault.tools.catalogues.values():
        assert isinstance(catalogue, Catalogue)
        assert all(catalogue.has(f"access_log.kind.{kind.value}") for kind in LogKind)
