"""The case as a thread of a few knots: how it began, the last steps, what is to come."""

from __future__ import annotations

from collections.abc import Sequence

from aln_review.casework.queries.learners import Knot as CaseKnot
from aln_review.casework.queries.learners import LearnerView
from aln_review.casework.say import Say
from ui.desk import Screen
from ui.retranslate import What
from ui.widgets import Knot, StepState, Thread

MOST = 6
COMING = 2
ICONS = {
    "concern_raised": "eye",
    "coordinator_named": "user-check",
    "consent_asked": "hand",
    "consent_given": "hand-helping",
    "consent_refused": "hand",
    "evidence_gathered": "folder-search",
    "family_talked": "heart",
    "agreement_given": "handshake",
    "decided_aln": "scale",
    "decided_no_aln": "scale",
    "la_decided_no_aln": "scale",
    "plan_consent_given": "hand-helping",
    "plan_consent_refused": "hand",
    "plan_given": "file-check",
    "plan_received": "file-check",
    "la_plan_given": "file-check",
    "plan_revised": "file-pen",
    "referred_to_la": "send",
    "learner_left": "door-open",
    "records_sent": "package-check",
    "review": "messages-square",
    "review_planned": "messages-square",
    "due": "hourglass",
}
PLANS = ("plan_given", "plan_received", "la_plan_given", "plan_revised")
DECIDED = ("decided_aln", "decided_no_aln", "la_decided_no_aln")
QUIET = ("coordinator_named", "evidence_gathered", "consent_asked", "agreement_asked")
"""Steps between steps: left out of the thread when it is full, never out of the history."""


def thread_of(screen: Screen, view: LearnerView) -> Thread:
    """The thread of a learner's case."""
    knots = chosen(view.thread)
    thread = Thread(screen.words)
    done = sum(not knot.to_come for knot in knots)
    thread.set_knots([_knot(knot, view) for knot in knots], done - 1)
    if not knots:
        thread.hide()
    return thread


def chosen(knots: Sequence[CaseKnot]) -> list[CaseKnot]:
    """At most six: the first, the last, and the next two to come."""
    done = [knot for knot in knots if not knot.to_come]
    coming = [knot for knot in knots if knot.to_come][:COMING]
    room = MOST - len(coming)
    if len(done) > room:
        done = [knot for knot in done if knot.kind not in QUIET] or done
    if len(done) > room:
        kept = _milestones(done)[:room]
        rest = [place for place in reversed(range(len(done))) if place not in kept]
        places = sorted([*kept, *rest[: room - len(kept)]])
        done = [done[place] for place in places]
    return [*done, *coming]


def _milestones(done: Sequence[CaseKnot]) -> list[int]:
    """Places of how it began, the last decision, the first plan and the last review."""
    found = [0]
    for kinds, last in ((DECIDED, True), (PLANS[:3], False), (("review",), True)):
        places = [place for place, knot in enumerate(done) if knot.kind in kinds]
        if places:
            found.append(places[-1] if last else places[0])
    return list(dict.fromkeys(found))


def _knot(knot: CaseKnot, view: LearnerView) -> Knot:
    state = StepState.DONE
    if knot.to_come:
        state = StepState.NOW if knot.kind == "review_planned" else StepState.TO_COME
    kind = "plan" if knot.kind in PLANS else knot.kind
    key = f"{kind}:{knot.ref}"
    second: What = knot.say if knot.note.empty else knot.note
    return Knot(key, ICONS.get(knot.kind, "circle-dot"), _when(knot, view), second, state)


def _when(knot: CaseKnot, view: LearnerView) -> Say:
    if not knot.to_come:
        return Say.of("learner.on_date", on=knot.on)
    days = (knot.on - view.today).days
    near = {0: "learner.today_at", 1: "learner.tomorrow_at"}.get(days)
    if near and knot.at:
        return Say.of(near, at=knot.at)
    key = "learner.on_day_at" if knot.at else "learner.by_date"
    return Say.of(key, on=knot.on, at=knot.at)
