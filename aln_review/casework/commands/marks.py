"""Who may see an item: changed by one person, deliberately, and written into the access log."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from aln_review.casework.core import Command, Work
from aln_review.domain.audience import width
from aln_review.domain.bilingual import Language, Text
from aln_review.domain.document import Document
from aln_review.domain.errors import Refusal
from aln_review.domain.people import Perspective
from aln_review.domain.plan import Source, SourceKind
from aln_review.domain.words import Channel, MaySee, Words


@dataclass(frozen=True, slots=True)
class MarkWords(Command[Words]):
    """Say who may see a statement. Its words, and where they stand, stay as they are."""

    words_id: str
    may_see: MaySee

    def run(self, work: Work) -> Words:
        """Keep the mark; the log names the statement and both levels, never its text."""
        return _mark(work, work.unit.words.get(self.words_id), self.may_see)


def _mark(work: Work, words: Words, may_see: MaySee) -> Words:
    if words.may_see is may_see:
        return words
    marked = replace(words, may_see=may_see)
    work.unit.words.put(marked)
    detail = f"{words.may_see.value} {may_see.value}"
    work.unit.log("words.marked", words.learner_id, words.id, detail)
    return marked


@dataclass(frozen=True, slots=True)
class MarkDocument(Command[Document]):
    """Say who may see a document."""

    document_id: str
    may_see: MaySee

    def run(self, work: Work) -> Document:
        """Keep the mark."""
        document = work.unit.documents.get(self.document_id)
        if document.may_see is self.may_see:
            return document
        marked = replace(document, may_see=self.may_see)
        work.unit.documents.put(marked)
        detail = f"{document.may_see.value} {self.may_see.value}"
        work.unit.log("document.marked", marked.learner_id, marked.id, detail)
        return marked


@dataclass(frozen=True, slots=True)
class NoteSafeguarding(Command[Words]):
    """Write a safeguarding note about a learner.

    It stands on no wall, in no profile, plan, minutes, package or search: only on the learner's
    own page once it is asked for, and on a paper of its own for the safeguarding lead. A note is
    never changed; a later one says what is to be added.

    Raises:
        Refusal: nothing was written.

    """

    learner_id: str
    text: str
    language: Language

    def run(self, work: Work) -> Words:
        """Keep the note."""
        learner = work.unit.learners.get(self.learner_id)
        text = Text.of(self.text.strip(), self.language)
        if text.empty:
            raise Refusal("error.words.empty")
        note = Words(
            id=work.new_id(),
            learner_id=learner.id,
            text=text,
            said_by=work.setting.person,
            perspective=Perspective.SETTING,
            recorded_by=work.setting.person,
            said_at=work.now,
            channel=Channel.WRITTEN,
            may_see=MaySee.SAFEGUARDING,
        )
        work.unit.words.put(note)
        work.unit.log("safeguarding.noted", learner.id, note.id)
        return note


def into_the_plan(work: Work, sources: Iterable[Source]) -> None:
    """What was said at the meeting and is taken into a plan may be read by whoever is given it.

    Taking it in is the decision; it is logged, and a narrower mark takes it out of every paper
    again. Words that were never said aloud are not widened by being cited.
    """
    for ref in dict.fromkeys(s.ref for s in sources if s.kind is SourceKind.WORDS):
        words = work.unit.words.find(ref)
        if words is not None and words.may_see is MaySee.MEETING:
            _mark(work, words, MaySee.PLAN)
    for ref in dict.fromkeys(s.ref for s in sources if s.kind is SourceKind.DOCUMENT):
        document = work.unit.documents.find(ref)
        if document is not None and document.may_see is MaySee.MEETING:
            MarkDocument(document.id, MaySee.PLAN).run(work)


def widen(work: Work, words: Words, to: MaySee) -> Words:
    """The statement seen by ``to`` at least; what two people alone may see is never widened."""
    private = width(words.may_see) < width(MaySee.SETTING)
    if private or width(words.may_see) >= width(to):
        return words
    return _mark(work, words, to)
