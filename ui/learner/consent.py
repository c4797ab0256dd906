"""A young person's consent, asked for at each step; *not asked* is an answer, not a gap."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from aln_review.casework.commands.learners import SetConsent
from aln_review.domain.learner import Answer, Consent, Learner
from ui.autosave import Autosave
from ui.desk import Screen
from ui.widgets import Card, CardHead, ChoiceField, Label, Role, SideBySide, TextField, Tone, column

STEPS = ("deciding", "preparing", "maintaining", "capacity")
UNSURE = ("capacity",)
"""Steps at which *unsure* is an answer: it asks for a judgement."""


class ConsentCard(Card):
    """Four answers and a note; each is kept as soon as it is given."""

    def __init__(self, screen: Screen, learner: Learner) -> None:
        super().__init__(screen.put(CardHead("hand-helping", Tone.PLUM), "consent.heading"))
        self._screen = screen
        self._learner = learner.id
        self._consent = learner.consent
        self.add(screen.put(Label(Role.BODY, Tone.MUTED), "consent.hint"))
        self.fields = {step: self._field(step) for step in STEPS}
        fields = list(self.fields.values())
        for pair in (fields[:2], fields[2:]):
            self.add(SideBySide(*pair, shares=(1, 1), least=34, below=10))
        self.note = TextField("consent-note", lines=2)
        screen.say(self.note.setText, "consent.note")
        self.note.set_value(learner.consent.note.get(screen.words.language))
        self.add(column(self.note, spacing=0))
        self._saving = Autosave(self)
        self._saving.watch(self.note)
        self._saving.due.connect(self._write)

    def _field(self, step: str) -> ChoiceField:
        answers = [one for one in Answer if one is not Answer.UNSURE or step in UNSURE]
        field = ChoiceField("", [one.value for one in answers])
        self._screen.say(field.setText, f"consent.{step}")
        for one in answers:
            words = f"consent.answer.{one.value}"
            self._screen.say(partial(field.set_option, one.value), words)
        field.set_value(getattr(self._consent, step).value)
        field.chosen.connect(partial(self._answer, step))
        return field

    def _answer(self, step: str, value: str) -> None:
        answer = Answer(value)
        changed = {
            "deciding": replace(self._consent, deciding=answer),
            "preparing": replace(self._consent, preparing=answer),
            "maintaining": replace(self._consent, maintaining=answer),
            "capacity": replace(self._consent, capacity=answer),
        }[step]
        self._keep(changed)

    def _write(self) -> None:
        language = self._screen.words.language
        self._keep(
            replace(self._consent, note=self._consent.note.with_(language, self.note.value()))
        )

    def _keep(self, consent: Consent) -> None:
        self._consent = consent
        self._screen.do(SetConsent(self._learner, consent))
