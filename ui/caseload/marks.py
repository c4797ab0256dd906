"""Icons and tones of what the record says, the same on every page that says it."""

from __future__ import annotations

from aln_review.casework.queries.standing import Stage
from aln_review.domain.bilingual import Text
from aln_review.domain.case import Urgency
from ui.tokens import Tone

STAGES = {
    Stage.DECIDING: ("scale", Tone.AMBER),
    Stage.REFERRED: ("send", Tone.BLUE),
    Stage.WRITING: ("pencil", Tone.BLUE),
    Stage.IN_FORCE: ("file-check", Tone.GREEN),
    Stage.SENT: ("package-check", Tone.NEUTRAL),
    Stage.RETURNED: ("undo-2", Tone.PLUM),
    Stage.NO_PLAN: ("hand-helping", Tone.NEUTRAL),
    Stage.LEFT: ("door-closed", Tone.NEUTRAL),
}
"""Icon and tone of a stage; its words are ``learners.stage.<stage>``."""

URGENT = {Urgency.PAST: Tone.RUST, Urgency.NEAR: Tone.AMBER, Urgency.AHEAD: Tone.MUTED}
"""The tone a line is written in, by how near its date is."""

LACKS = {
    "review.no_place": "door-open",
    "review.waiting_for_answers": "message-square-dashed",
    "review.things_left": "list-checks",
    "review.all_ready": "circle-check",
}
"""Icon of what a review still lacks, by the key that says so."""


def written(text: str) -> Text:
    """A name, an hour, a place: the same in both languages."""
    return Text.both(text, text)
