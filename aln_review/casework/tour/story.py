"""The tour, step by step."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from aln_review.casework.commands.demo import FillDemo
from aln_review.casework.commands.reviews import MoveStage, PlanReview
from aln_review.casework.commands.roll import ImportRoll, OpenRoll, PreviewRoll
from aln_review.casework.core import Casework
from aln_review.casework.door import Door, DoorState
from aln_review.casework.places import Places, find_places
from aln_review.casework.queries.keeping import SettingsPage
from aln_review.casework.queries.learners import Caseload
from aln_review.casework.tour.authority import (
    accept,
    deliver,
    gateway,
    join,
    open_desk,
    send_offline,
)
from aln_review.casework.tour.fixture import TourScript, read_script
from aln_review.casework.tour.meeting import hold_review, make_profile
from aln_review.casework.tour.people import add_learner, record, refers
from aln_review.casework.tour.planning import write_plan
from aln_review.casework.tour.proof import verify_files
from aln_review.casework.tour.report import SCREENS, TourReport
from aln_review.casework.wiring import DEMO_PASSPHRASE, open_door, utc_now
from aln_review.domain.bilingual import Language, Text
from aln_review.domain.dispatch import PackageKind
from aln_review.domain.errors import WorldFault
from aln_review.domain.learner import Learner
from aln_review.domain.plan import Plan
from aln_review.domain.review import ReviewKind, ReviewStage
from aln_review.domain.setting import Setting, SettingKind
from aln_review.domain.wales import day_in_wales
from aln_review.exchange.demo.loader import load_demo
from aln_review.exchange.demo.vault import DemoVault
from aln_review.exchange.roll.report import Status
from aln_review.language.catalogue import Catalogue
from aln_review.vault.keyslots import STANDARD_COST

PICTURES = "ui.pictures"
TYPIST = "aln_review.casework.tour.typist"
ACKNOWLEDGED = 12
"""Statements the typist has acknowledged when it is killed."""


def run_tour(folder: Path, kind: SettingKind, language: Language) -> TourReport:
    """Do the main job in ``folder``; the report says whether every step was checked.

    Raises:
        AlnError: the folder cannot be made, or a step failed and ``tour.json`` says which.

    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise WorldFault("error.files.not_written") from None
    facts = {"setting": kind.value, "language": language.value}
    words = {one: Catalogue.load(one, find_places().translations) for one in Language}
    report = TourReport(folder, facts, words)
    report.clear()
    with tempfile.TemporaryDirectory(prefix="tour-") as name:
        _Tour(report, Path(name), kind, language).run()
    return report


class _Tour:
    """One tour: a setting's vault, an authority's vault and a gateway between them."""

    def __init__(
        self, report: TourReport, area: Path, kind: SettingKind, language: Language
    ) -> None:
        self.report = report
        self.area = area
        self.kind = kind
        self.language = language
        self.places = find_places(area / "setting")
        self.today: date = day_in_wales(utc_now())

    def run(self) -> None:
        """Every step, in the order a setting would meet them."""
        script = read_script(self.places.resources, self.kind)
        door, vault, demo = self._first_run()
        self._roll(vault, script)
        learner = add_learner(self.report, vault, script, self.today)
        make_profile(self.report, vault, learner, script)
        review = hold_review(self.report, vault, learner, script, self.today)
        vault = self._killed(door, vault, demo)
        plan = write_plan(self.report, vault, review, script, self.kind)
        self._send(vault, plan, learner, script)
        vault.close()
        door.release()
        self._languages()
        self._screens()

    def _first_run(self) -> tuple[Door, Casework, DemoVault]:
        with self.report.step("first-run") as step:
            door = open_door(self.places, cost=STANDARD_COST)
            door.take()
            now = utc_now()
            demo = load_demo(
                self.kind.value, self.today, door.tools.ids, now, self.places.resources
            )
            sheet = door.new_sheet(self.language)
            label = demo.setting.name.read(self.language)
            vault = door.create(demo.setting, label, DEMO_PASSPHRASE, sheet)
            typed = {position: sheet.words[position - 1] for position in sheet.asked}
            door.sheet_tried(vault, sheet, typed)
            step.check("recovery-sheet-tried", holds=door.is_sheet_tried(vault))
            vault.close()
            step.check("locked", holds=door.look().state is DoorState.LOCKED)
            try:
                door.unlock("not the passphrase at all")
            except WorldFault as wrong:
                step.check(
                    "wrong-passphrase-refused",
                    holds=wrong.key == "error.vault.wrong_passphrase",
                )
            else:
                step.check("wrong-passphrase-refused", holds=False)
            vault = door.unlock(DEMO_PASSPHRASE)
            step.count(learners=vault.do(FillDemo(demo)).value)
        return door, vault, demo

    def _roll(self, vault: Casework, script: TourScript) -> None:
        with self.report.step("roll") as step:
            data = (self.places.resources / "demo" / script.roll).read_bytes()
            before = len(vault.ask(Caseload()).rows)
            roll = vault.ask(OpenRoll(data))
            found = vault.ask(PreviewRoll(roll.table, roll.mapping))
            step.count(**{status.value: found.count(status) for status in Status})
            step.check("new-rows", holds=found.count(Status.NEW) > 0)
            step.check("a-bad-row-is-refused", holds=found.count(Status.REFUSED) > 0)
            vault.do(ImportRoll(roll.table, roll.mapping))
            after = len(vault.ask(Caseload()).rows)
            step.check("every-new-row-kept", holds=after - before == found.count(Status.NEW))
            again = vault.ask(PreviewRoll(roll.table, roll.mapping))
            step.check("again-changes-nothing", holds=again.changes_nothing)

    def _killed(self, door: Door, vault: Casework, demo: DemoVault) -> Casework:
        """Kill a writer in mid-sentence and open the vault again."""
        with self.report.step("killed") as step:
            other = _learner_without_open_review(vault, demo)
            planned = PlanReview(other.id, ReviewKind.INTERIM, self.today)
            review_id = vault.do(planned).value.id
            vault.do(MoveStage(review_id, ReviewStage.READY))
            vault.close()
            door.release()
            command = [sys.executable, "-m", TYPIST, str(self.places.data), review_id]
            typist = subprocess.Popen(  # noqa: S603 - our own program
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=_env()
            )
            said = []
            if typist.stdin is not None and typist.stdout is not None:
                typist.stdin.write(DEMO_PASSPHRASE + "\n")
                typist.stdin.flush()
                said = [typist.stdout.readline().strip() for _ in range(ACKNOWLEDGED)]
            typist.kill()
            typist.communicate()
            door.take()
            vault = door.unlock(DEMO_PASSPHRASE)
            with vault.store.view() as unit:
                kept = {words.id for words in unit.words.where(review_id=review_id)}
            step.check("what-showed-as-saved-is-there", holds=bool(said) and set(said) <= kept)
            step.count(acknowledged=len(said), found=len(kept))
            vault.do(MoveStage(review_id, ReviewStage.CANCELLED))
        return vault

    def _send(self, vault: Casework, plan: Plan, learner: Learner, script: TourScript) -> None:
        report = self.report
        number = vault.ask(SettingsPage()).setting.authority
        desk_door, desk = _authority(self.area / "authority", number)
        box = self.area / "gateway"
        open_desk(report, desk, box)
        with gateway(box) as running:
            port = running.port
            join(report, vault, desk, running)
        kind = PackageKind.REFERRAL if refers(self.kind) else PackageKind.PLAN
        line = send_offline(report, vault, plan, kind)
        record(vault, learner, script.after, self.today)
        with gateway(box, port):
            deliver(report, vault, line)
            accept(report, vault, desk, line)
        verify_files(report, vault, line)
        desk.close()
        desk_door.release()

    def _languages(self) -> None:
        with self.report.step("language") as step:
            words = open_door(self.places).tools.catalogues
            sentences = [words[language].keys for language in Language]
            step.check("every-sentence-in-both", holds=sentences[0] == sentences[1])
            step.count(sentences=len(sentences[0]))

    def _screens(self) -> None:
        """The real windows, drawn by a process of its own: nothing here knows Qt."""
        with self.report.step("screens") as step:
            folder = self.report.folder / SCREENS
            command = [sys.executable, "-m", PICTURES, str(folder), "--data", str(self.places.data)]
            env = _env() | {"QT_QPA_PLATFORM": "offscreen"}
            done = subprocess.run(  # noqa: S603 - our own program
                command, input=DEMO_PASSPHRASE + "\n", text=True, env=env, check=False
            )
            drawn = sorted(folder.glob("*.png"))
            step.check("windows-drawn", holds=done.returncode == 0 and bool(drawn))
            for language in Language:
                found = [path for path in drawn if f"-{language.value}-" in path.name]
                step.check(f"windows:{language.value}", holds=bool(found))
                step.count(**{f"pictures_{language.value}": len(found)})


def _env() -> dict[str, str]:
    """The environment of now, finding the same code."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}


def _learner_without_open_review(vault: Casework, demo: DemoVault) -> Learner:
    done = (ReviewStage.CLOSED, ReviewStage.CANCELLED)
    with vault.store.view() as unit:
        busy = {one.learner_id for one in unit.reviews.all() if one.stage not in done}
    return next(one for one in demo.learners if one.id not in busy and one.left_on is None)


def _authority(data: Path, number: str) -> tuple[Door, Casework]:
    places: Places = find_places(data)
    door = open_door(places, cost=STANDARD_COST)
    door.take()
    name = Text.both("Cyngor Bro Celyn", "Bro Celyn Council")
    holder = Setting(
        id=door.tools.ids.new(),
        kind=SettingKind.AUTHORITY,
        name=name,
        authority=number,
        authority_name=name,
        person="Rhian Gruffydd",
        role=Text.both("swyddog ADY", "ALN officer"),
    )
    sheet = door.new_sheet(Language.CY)
    vault = door.create(holder, name.cy, DEMO_PASSPHRASE, sheet)
    typed = {position: sheet.words[position - 1] for position in sheet.asked}
    door.sheet_tried(vault, sheet, typed)
    return door, vault
