"""The learner a tour is about, those round them, and the case so far."""

from __future__ import annotations

from datetime import date, timedelta

from aln_review.casework.commands.cases import RecordEvent
from aln_review.casework.commands.learners import SaveLearner, SavePerson
from aln_review.casework.core import Casework
from aln_review.casework.queries.learners import LearnerPage
from aln_review.casework.tour.fixture import ScriptEvent, TourScript
from aln_review.casework.tour.report import TourReport
from aln_review.domain.errors import Refusal
from aln_review.domain.learner import Learner
from aln_review.domain.people import Person
from aln_review.domain.setting import SettingKind


def add_learner(report: TourReport, vault: Casework, script: TourScript, today: date) -> Learner:
    """A learner with people round them, and what has happened so far."""
    with report.step("learner") as step:
        row = script.learner
        learner = vault.do(
            SaveLearner(
                Learner(
                    id="",
                    forename=row.forename,
                    surname=row.surname,
                    born=today - timedelta(days=row.born_days_ago),
                    called=row.forename.split(" ")[0],
                    year=row.year,
                    class_name=row.class_name,
                    languages=row.languages,
                    address=row.address,
                    needs=row.needs,
                    addressed_as=row.addressed_as,
                )
            )
        ).value
        for person in script.people:
            vault.do(
                SavePerson(
                    Person(
                        id="",
                        learner_id=learner.id,
                        name=person.name,
                        relation=person.relation,
                        perspective=person.perspective,
                        language=person.language,
                        called=person.called,
                        telephone=person.telephone,
                        parental_responsibility=person.parental_responsibility,
                    )
                )
            )
        try:
            vault.do(RecordEvent(learner.id, "plan_revised", today))
        except Refusal as refused:
            step.check(f"refused:{refused.key}", holds=True)
        else:
            step.check("an-impossible-event-is-refused", holds=False)
        record(vault, learner, script.before, today)
        view = vault.ask(LearnerPage(learner.id))
        step.check("people-are-kept", holds=len(view.people) == len(script.people))
        step.check("address-form", holds=view.learner.addressed_as is row.addressed_as)
        step.check("case-is-open", holds=len(view.thread) >= len(script.before))
        step.count(age=view.age, people=len(view.people), events=len(script.before))
    return learner


def record(vault: Casework, learner: Learner, events: tuple[ScriptEvent, ...], today: date) -> None:
    """Write what happened into the case, each event on its day."""
    for event in events:
        on = today - timedelta(days=event.days_ago)
        vault.do(RecordEvent(learner.id, event.kind, on))


def refers(kind: SettingKind) -> bool:
    """Whether a setting of this kind decides nothing itself and refers (ALN Act 2018 s.13)."""
    return kind is SettingKind.EARLY_YEARS
