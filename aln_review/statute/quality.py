"""The writing coach asks whether two people could read a text differently.

It looks for vague phrases and for wording that starts from what is wrong, asks six questions of
a provision (Code 23.37 wants it detailed, specific and quantified) and five of an outcome (Code
23.31). Everything it finds is a hint with its place in the text; nothing is ever blocked, and
what stands in quotation marks, the learner's own words above all, is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from aln_review.domain.bilingual import Language, nfc
from aln_review.domain.errors import Fact
from aln_review.statute.dated import Row, read
from aln_review.statute.phrases import (
    Nudge,
    PhraseList,
    Span,
    expanded,
    quoted,
    read_phrases,
)

NOWHERE: Final = Span(0, 0)
"""Not found in the text."""

Patterns = tuple[re.Pattern[str], ...]


class Question(StrEnum):
    """What a provision should answer, in the order it is asked."""

    WHAT = "what"
    WHO = "who"
    HOW_OFTEN = "how_often"
    HOW_LONG = "how_long"
    WHERE = "where"
    REVIEWED = "reviewed"


class OutcomeTest(StrEnum):
    """What an outcome should be, in the order it is looked at."""

    DATE = "date"
    VERB = "verb"
    MEASURE = "measure"
    SHORT = "short"
    NOT_SERVICE = "not_service"


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether a provision answers a question, and the words that do."""

    question: Question
    found: str = ""
    """The words as written, or what another field says."""
    span: Span = NOWHERE
    """Where they stand; ``NOWHERE`` when another field answers, or nothing does."""

    @property
    def answered(self) -> bool:
        """Whether the question is answered."""
        return bool(self.found)

    @property
    def key(self) -> str:
        """Message key of the question."""
        return f"coach.question.{self.question}"

    @property
    def ask(self) -> str:
        """Message key of what to ask when it is not answered."""
        return f"coach.ask.{self.question}"


@dataclass(frozen=True, slots=True)
class OutcomeCheck:
    """Whether an outcome passes one test, and the words that decided."""

    test: OutcomeTest
    passed: bool
    found: str = ""
    span: Span = NOWHERE
    most_words: int = 0

    @property
    def key(self) -> str:
        """Message key of the sentence, which differs when the test is not passed."""
        return f"coach.outcome.{self.test}.{'yes' if self.passed else 'no'}"

    @property
    def facts(self) -> Mapping[str, Fact]:
        """Facts for ``key``."""
        return {"most": self.most_words}


@dataclass(frozen=True, slots=True)
class _Coach:
    """What is looked for in one language."""

    vague: PhraseList
    strengths: PhraseList
    length: re.Pattern[str]
    questions: Mapping[Question, Patterns]
    outcome: Mapping[str, Patterns]
    most_words: int
    """In an outcome; Welsh needs a few more than English for the same sentence."""


class Quality:
    """Reads a text in either language. Offsets are those of the text in NFC."""

    def __init__(self, coaches: Mapping[Language, _Coach]) -> None:
        self._coaches = coaches

    def vague(self, text: str, language: Language) -> tuple[Nudge, ...]:
        """Phrases that leave a question open, in order."""
        coach = self._coaches[language]
        return coach.vague.find(nfc(text), coach.length)

    def strengths(self, text: str, language: Language) -> tuple[Nudge, ...]:
        """Phrases that start from what is wrong, in order."""
        coach = self._coaches[language]
        return coach.strengths.find(nfc(text), coach.length)

    def six_questions(
        self, text: str, language: Language, reviewed: str = ""
    ) -> tuple[Answer, ...]:
        """The six questions with the words that answer them.

        ``reviewed`` is what 2B.6 says, in the reader's words: it answers the last question.
        """
        text = nfc(text)
        vague = [nudge.span for nudge in self.vague(text, language)]
        apart = (*quoted(text), *vague)
        answers = []
        for question in Question:
            patterns = self._coaches[language].questions[question]
            # What a vague phrase is about (*support with reading*) does not say what is done.
            about = [Span(s.start, s.end + 1) for s in vague] if question is Question.WHAT else []
            span = _first(patterns, text, (*apart, *about))
            if span == NOWHERE and question is Question.REVIEWED and reviewed:
                answers.append(Answer(question, reviewed))
            else:
                answers.append(Answer(question, text[span.start : span.end].strip(), span))
        return tuple(answers)

    def outcome(self, text: str, language: Language) -> tuple[OutcomeCheck, ...]:
        """The five tests of an outcome. An empty text passes none but the length."""
        text = nfc(text)
        coach = self._coaches[language]
        patterns, most = coach.outcome, coach.most_words
        checks = []
        for test in OutcomeTest:
            if test is OutcomeTest.SHORT:
                checks.append(OutcomeCheck(test, len(text.split()) <= most, most_words=most))
                continue
            name = "service" if test is OutcomeTest.NOT_SERVICE else test.value
            span = _first(patterns[name], text, ())
            there = span != NOWHERE
            passed = not there if test is OutcomeTest.NOT_SERVICE else there
            passed = passed and bool(text.strip())
            found = text[span.start : span.end].strip()
            checks.append(OutcomeCheck(test, passed, found, span))
        return tuple(checks)


def _first(patterns: Patterns, text: str, apart: Sequence[Span]) -> Span:
    """The earliest match of any pattern that touches nothing set apart; the longer of two."""
    found = [Span(*match.span()) for pattern in patterns for match in pattern.finditer(text)]
    free = [s for s in found if s.end > s.start and not any(s.overlaps(a) for a in apart)]
    return min(free, key=_earliest, default=NOWHERE)


def _earliest(span: Span) -> tuple[int, int]:
    return span.start, -span.end


def load_quality(directory: Path) -> Quality:
    """The coach from its phrase lists and questions in ``directory``.

    Raises:
        OwnFault: a file is missing or damaged.

    """
    vague = read(directory / "vague.json").rows("phrases")
    strengths = read(directory / "strengths.json").rows("nudges")
    questions = read(directory / "questions.json")
    coaches = {}
    for language in Language:
        friends = questions.row("false_friends").strings(language.value)
        coaches[language] = _Coach(
            vague=read_phrases(vague, "ask", friends, language),
            strengths=read_phrases(strengths, "say", friends, language),
            length=re.compile(
                "|".join(_sources(questions.row("length"), questions, language)), re.I
            ),
            questions={
                row.member("id", Question): _patterns(row, questions, language)
                for row in questions.rows("questions")
            },
            outcome={
                name: _patterns(questions.row("outcome").row(name), questions, language)
                for name in ("date", "verb", "measure", "service")
            },
            most_words=questions.row("outcome").row("most_words").number(language.value),
        )
    return Quality(coaches)


def _sources(row: Row, questions: Row, language: Language) -> list[str]:
    parts_row = questions.row("parts").row(language.value)
    parts = {name: parts_row.text(name) for name in parts_row.values}
    return [expanded(pattern, parts) for pattern in row.strings(language.value)]


def _patterns(row: Row, questions: Row, language: Language) -> Patterns:
    return tuple(
        re.compile(rf"(?<!\w)(?:{source})(?!\w)", re.IGNORECASE)
        for source in _sources(row, questions, language)
    )
