"""A draft of the plan out of what was said: each field with its sources, for a person to edit.

1A and 1B come from the record, 1C from the profile, 2A from what supports and what does not
work, one 2B provision from each statement that goes forward, 3A from the review and documents,
3B from the case. What an earlier version held of 2B to 3D is carried on. Nothing is made up: a
language nobody wrote in stays empty, a decision nobody took stays open.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, Protocol

from aln_review.domain.audience import SAID_ALOUD
from aln_review.domain.bilingual import Text
from aln_review.domain.case import Case
from aln_review.domain.document import Document
from aln_review.domain.ids import Ids
from aln_review.domain.learner import Learner
from aln_review.domain.people import MayBeTold, Person, Perspective
from aln_review.domain.plan import Block, FieldValue, Plan, SectionContent, Source, SourceKind
from aln_review.domain.profile import Heading, OnePageProfile
from aln_review.domain.review import PersonCentredReview
from aln_review.domain.setting import Setting, SettingKind
from aln_review.domain.wales import day_in_wales
from aln_review.domain.words import Sheet, Side, Words
from aln_review.meeting.sentences import Wording, lines, same, worded

IN_A_PLAN: Final = SAID_ALOUD
"""What may go into a draft: what the meeting heard, and what was agreed for the plan."""

_KEPT_BY: Final = {
    SettingKind.SCHOOL: "school",
    SettingKind.COLLEGE: "college",
    SettingKind.EARLY_YEARS: "authority",
    SettingKind.AUTHORITY: "authority",
}
_PROFILE: Final = (
    ("like_admire", Heading.ADMIRE, Sheet.ADMIRE),
    ("important_to", Heading.IMPORTANT, Sheet.NOW),
    ("how_support", Heading.SUPPORT, Sheet.SUPPORT),
)


class FormFields(Protocol):
    """What a draft needs to know of the form."""

    def has_field(self, code: str, key: str) -> bool:
        """Whether this edition of the form has the field."""


@dataclass(frozen=True, slots=True)
class Material:
    """Everything a draft may draw on."""

    setting: Setting
    learner: Learner
    profile: OnePageProfile
    people: tuple[Person, ...] = ()
    words: Mapping[str, Words] = field(default_factory=dict)
    """By id; words taken off the wall are not among them."""
    review: PersonCentredReview | None = None
    case: Case | None = None
    earlier: Plan | None = None
    documents: tuple[Document, ...] = ()

    def on_sheet(self, sheet: Sheet, side: Side = Side.NONE) -> list[Words]:
        """What the review's sheet holds that may go into a plan, the learner's first."""
        if self.review is None:
            return []
        cards = [
            words
            for words in self.words.values()
            if words.review_id == self.review.id
            and words.sheet is sheet
            and words.side is side
            and words.may_see in IN_A_PLAN
        ]
        return sorted(cards, key=_learner_first)

    def before(self, code: str) -> tuple[Block, ...]:
        """The earlier version's blocks of a section, each field citing that version."""
        if self.earlier is None:
            return ()
        return tuple(_cited(block, self.earlier) for block in self.earlier.section(code).blocks)


def draft_plan(
    form: FormFields, material: Material, wording: Wording, ids: Ids
) -> tuple[SectionContent, ...]:
    """The sections of a draft. Fields that this edition of the form lacks are left out."""
    made = _Draft(material, wording, ids)
    sections = (
        SectionContent("1A", made.one(made.basic())),
        SectionContent("1B", made.one(made.responsible())),
        SectionContent("1C", made.one(made.profile())),
        SectionContent("2A", made.one(made.needs())),
        SectionContent("2B", made.provisions()),
        SectionContent("2C", material.before("2C")),
        SectionContent("2D", material.before("2D")),
        SectionContent("3A", made.information()),
        SectionContent("3B", made.timeline()),
        SectionContent("3C", material.before("3C")),
        SectionContent("3D", material.before("3D")),
    )
    return tuple(_known(section, form) for section in sections)


def _known(section: SectionContent, form: FormFields) -> SectionContent:
    blocks = (
        replace(b, values=tuple(v for v in b.values if form.has_field(section.code, v.key)))
        for b in section.blocks
    )
    return replace(section, blocks=tuple(blocks))


def _learner_first(words: Words) -> tuple[bool, int, str]:
    return words.perspective is not Perspective.LEARNER, words.position, words.id


def _cited(block: Block, earlier: Plan) -> Block:
    """The block with each field that holds something citing the version it comes from."""
    return replace(
        block,
        values=tuple(
            value if value.empty else replace(value, sources=_once(value.sources, earlier))
            for value in block.values
        ),
    )


def _once(sources: tuple[Source, ...], earlier: Plan) -> tuple[Source, ...]:
    kept = tuple(source for source in sources if source.kind is not SourceKind.EARLIER)
    return (*kept, Source(SourceKind.EARLIER, earlier.id, on=earlier.given_on))


class _Draft:
    """Makes each section from the material."""

    def __init__(self, material: Material, wording: Wording, ids: Ids) -> None:
        self._from = material
        self._wording = wording
        self._ids = ids
        self._language = material.learner.language

    def one(self, values: Iterable[FieldValue]) -> tuple[Block, ...]:
        """A single block of the fields that hold something."""
        return (Block(self._ids.new(), tuple(value for value in values if not value.empty)),)

    def _worded(self, key: str, **facts: str | int | date | Text) -> Text:
        return worded(self._wording, key, self._from.setting.language, **facts)

    def _source(self, words: Words) -> Source:
        review = self._from.review
        on = day_in_wales(words.said_at)
        if review is not None and words.review_id == review.id:
            on = review.on
        return Source(SourceKind.WORDS, words.id, words.text, words.said_by, on)

    def _value(self, key: str, words: Sequence[Words]) -> FieldValue:
        text = lines([one.text for one in words], self._language)
        return FieldValue(key, text, sources=tuple(self._source(one) for one in words))

    def basic(self) -> list[FieldValue]:
        """1A, from the record."""
        learner, setting = self._from.learner, self._from.setting
        record = (Source(SourceKind.RECORD, learner.id),)
        hidden = any(p.may_be_told is MayBeTold.NOT_THE_ADDRESS for p in self._from.people)
        school = Text() if setting.kind is SettingKind.AUTHORITY else setting.name
        texts = {
            "name": same(learner.name),
            "address": same("" if hidden else learner.address),
            "school": school,
            "la": setting.authority_name,
            "other_names": same(learner.called),
            "upn_uln": same(learner.upn or learner.uln),
            "looked_after": same(learner.looked_after_by),
        }
        return [
            *(FieldValue(key, text, sources=record) for key, text in texts.items()),
            FieldValue("dob", code=learner.born.isoformat(), sources=record),
            FieldValue("medium", code=learner.language.value, sources=record),
        ]

    def responsible(self) -> list[FieldValue]:
        """1B. A young person's family is named only by the young person."""
        setting = self._from.setting
        family = [p for p in self._from.people if p.perspective is Perspective.FAMILY]
        if setting.kind is SettingKind.COLLEGE:
            family = []
        others = [p for p in self._from.people if p.perspective is Perspective.OTHERS]
        contact = self._worded("plan.draft.person", name=setting.person, role=setting.role)
        return [
            FieldValue("maintaining_body", code=_KEPT_BY[setting.kind]),
            self._named("parents", family),
            self._named("other_contacts", others),
            FieldValue("contact", contact, sources=(Source(SourceKind.RECORD, setting.id),)),
        ]

    def _named(self, key: str, people: list[Person]) -> FieldValue:
        return FieldValue(
            key,
            lines([self._person(person) for person in people], self._from.setting.language),
            sources=tuple(Source(SourceKind.RECORD, p.id, said_by=p.name) for p in people),
        )

    def _person(self, person: Person) -> Text:
        """Name, relation and telephone. An address is never copied: another household reads it."""
        if person.telephone:
            return self._worded(
                "plan.draft.person_telephone",
                name=person.name,
                role=person.relation,
                telephone=person.telephone,
            )
        return self._worded("plan.draft.person", name=person.name, role=person.relation)

    def profile(self) -> list[FieldValue]:
        """1C: the profile's words under each heading, or else the review's sheet."""
        known = self._from.words
        values = []
        for key, heading, sheet in _PROFILE:
            ids = self._from.profile.under(heading)
            words = [known[i] for i in ids if i in known and known[i].may_see in IN_A_PLAN]
            values.append(self._value(key, words or self._from.on_sheet(sheet)))
        hopes = self._from.on_sheet(Sheet.FUTURE)
        own = [words for words in hopes if words.perspective is Perspective.LEARNER]
        return [*values, self._value("aspirations", own)]

    def needs(self) -> list[FieldValue]:
        """2A: the earlier text, then what supports and what is not working, with who said it."""
        said = self._from.on_sheet(Sheet.SUPPORT)
        said += self._from.on_sheet(Sheet.WORKING, Side.NOT_WORKING)
        before = {v.key: v for block in self._from.before("2A") for v in block.values}
        old = before.get("needs", FieldValue("needs"))
        text = lines([old.text, *(self._attributed(one) for one in said)], self._language)
        sources = (*old.sources, *(self._source(one) for one in said))
        rest = (value for key, value in before.items() if key != "needs")
        return [FieldValue("needs", text, sources=sources), *rest]

    def _attributed(self, words: Words) -> Text:
        return worded(
            self._wording,
            "plan.draft.said",
            words.text.original,
            who=words.said_by,
            said=words.text,
        )

    def provisions(self) -> tuple[Block, ...]:
        """2B: the earlier provisions, and one for each statement that goes forward anew."""
        before = self._from.before("2B")
        review = self._from.review
        if review is None:
            return before
        cited = {s.ref for block in before for value in block.values for s in value.sources}
        known = self._from.words
        new = [i for i in review.forward if i in known and i not in cited]
        may = [known[i] for i in new if known[i].may_see in IN_A_PLAN]
        return (*before, *(self._provision(words, review) for words in may))

    def _provision(self, words: Words, review: PersonCentredReview) -> Block:
        actions = [a for a in review.actions if a.words_id == words.id and not a.what.empty]
        promised = lines([self._promise(a.who, a.what) for a in actions], self._language)
        heard = Source(SourceKind.REVIEW, review.id, on=review.on)
        setting = Source(SourceKind.RECORD, self._from.setting.id)
        why = self._worded(f"plan.draft.{_why(words.id, review)}", on=review.on)
        return Block(
            self._ids.new(),
            (
                FieldValue("2B.1", words.text, sources=(self._source(words), heard)),
                FieldValue(
                    "2B.2",
                    promised,
                    sources=tuple(
                        Source(SourceKind.REVIEW, a.id, a.what, a.who, review.on) for a in actions
                    ),
                ),
                FieldValue("2B.3", code="not-decided"),
                FieldValue("2B.4", self._from.setting.name, sources=(setting,)),
                FieldValue("2B.7", why, sources=(heard,)),
            ),
        )

    def _promise(self, who: str, what: Text) -> Text:
        if not who:
            return what
        return worded(self._wording, "plan.draft.said", what.original, who=who, said=what)

    def information(self) -> tuple[Block, ...]:
        """3A: the earlier rows, then the profile, the review and documents not listed yet."""
        rows = list(self._from.before("3A"))
        listed = {s.ref for row in rows for value in row.values for s in value.sources}
        profile, review = self._from.profile, self._from.review
        if profile.items and profile.id not in listed:
            source = Source(SourceKind.PROFILE, profile.id, on=day_in_wales(profile.changed_at))
            item = self._worded("plan.draft.profile_row")
            rows.append(self._row(item, same(self._from.learner.name), source))
        if review is not None and review.id not in listed:
            source = Source(SourceKind.REVIEW, review.id, on=review.on)
            setting = self._from.setting
            author = self._worded("plan.draft.person", name=setting.person, role=setting.role)
            item = self._worded("plan.draft.review_row")
            row = self._row(item, author, source)
            differing = self._differing(review, source)
            rows.append(row if differing.empty else row.with_value(differing))
        for paper in self._from.documents:
            if paper.may_see in IN_A_PLAN and paper.id not in listed:
                source = Source(SourceKind.DOCUMENT, paper.id, on=paper.on)
                rows.append(self._row(paper.title, same(paper.author), source))
        return tuple(rows)

    def _row(self, item: Text, author: Text, source: Source) -> Block:
        cited = (source,)
        values = (
            FieldValue("item", item, sources=cited),
            FieldValue("author_role", author, sources=cited),
            FieldValue("date", code=source.on.isoformat() if source.on else "", sources=cited),
        )
        return Block(self._ids.new(), tuple(value for value in values if not value.empty))

    def _differing(self, review: PersonCentredReview, heard: Source) -> FieldValue:
        """What people saw differently: both kept, each with who said it, and citing it."""
        ids = (i for disagreement in review.disagreements for i in disagreement.words_ids)
        known = (self._from.words[i] for i in dict.fromkeys(ids) if i in self._from.words)
        kept = [words for words in known if words.may_see in IN_A_PLAN]
        text = lines([self._attributed(words) for words in kept], self._language)
        return FieldValue("views", text, sources=(heard, *(self._source(one) for one in kept)))

    def timeline(self) -> tuple[Block, ...]:
        """3B: the case's events, or the earlier rows when there is no case; then the review."""
        case, review = self._from.case, self._from.review
        rows = list(self._from.before("3B"))
        if case is not None and case.events:
            rows = [
                self._happened(f"case.event.{event.kind}", event.on, event.id)
                for event in case.events
                if all(words.has(f"case.event.{event.kind}") for words in self._wording.values())
            ]
        refs = {s.ref for row in rows for value in row.values for s in value.sources}
        if review is not None and review.id not in refs:
            rows.append(self._happened("plan.draft.review_held", review.on, review.id))
        return tuple(rows)

    def _happened(self, key: str, on: date, ref: str) -> Block:
        cited = (Source(SourceKind.RECORD, ref, on=on),)
        return Block(
            self._ids.new(),
            (
                FieldValue("date", code=on.isoformat(), sources=cited),
                FieldValue("event", self._worded(key), sources=cited),
            ),
        )


def _why(words_id: str, review: PersonCentredReview) -> str:
    if any(words_id in disagreement.words_ids for disagreement in review.disagreements):
        return "rationale_differs"
    return "rationale_chosen" if review.chosen == words_id else "rationale"
