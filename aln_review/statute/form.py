"""The standard form of the plan (ALN Act 2018 s.4(6)(c); Code Annex A), generated from data.

Headings, labels and hints in both languages, what must be filled and by whom, come from a dated
file with its edition, sources and how far each wording was checked. The order of the sections
is the statutory order; a section is never hidden, it is said not to apply.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Final

from aln_review.domain.bilingual import Text
from aln_review.domain.errors import Fact, OwnFault
from aln_review.domain.plan import Block, FieldValue, KeptBy, Plan
from aln_review.domain.setting import SettingKind
from aln_review.statute.dated import Row, read

NO_TEXT: Final = Text()
"""Nothing said in either language."""


class FieldKind(StrEnum):
    """How a field is written: decides the editor, and whether ``text`` or ``code`` holds it."""

    TEXT = "text"
    LONG = "long"
    DATE = "date"
    """``code`` is an ISO 8601 date."""
    CHOICE = "choice"
    """``code`` is a choice's code."""
    CHOICE_DATE = "choice-date"
    """``code`` is a :class:`DatedChoice`."""
    PEOPLE = "people"
    """``text`` holds a person a line."""
    WORDS = "words"
    """``text`` holds a statement a line, in the speaker's own words."""

    @property
    def coded(self) -> bool:
        """Whether the value is held in ``code`` rather than ``text``."""
        return self in {FieldKind.DATE, FieldKind.CHOICE, FieldKind.CHOICE_DATE}


class Layout(StrEnum):
    """How a section's blocks are shown."""

    FIELDS = "fields"
    PROVISIONS = "provisions"
    TABLE = "table"


class Applies(StrEnum):
    """When a section applies."""

    ALWAYS = "always"
    WHEN_FILLED = "when-filled"


class FilledBy(StrEnum):
    """Who may write a section."""

    ANYONE = "anyone"
    AUTHORITY = "authority"
    """Only the authority, in a plan it keeps (ALN Act 2018 ss.14(6), 19(4), 48)."""
    AFTER_NHS_REPLY = "after-nhs-reply"
    """Only once an NHS body has answered (ALN Act 2018 s.21)."""


class SectionState(StrEnum):
    """How a section stands, as the side list says it."""

    COMPLETE = "complete"
    DRAFT = "draft"
    """Everything is there, but a language waits to be checked."""
    NOT_NEEDED = "not-needed"
    TO_SETTLE = "to-settle"


@dataclass(frozen=True, slots=True)
class Checked:
    """How far a wording was compared with its source: primary, secondary or unverified."""

    en: str
    cy: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a choice. An answer that settles nothing leaves the field missing."""

    code: str
    label: Text
    settles: bool = True


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of a section, as the form words it."""

    key: str
    kind: FieldKind
    label: Text
    checked: Checked
    code: str = ""
    """The form's number for it, such as ``2B.3``; empty where the form gives none."""
    hint: Text = NO_TEXT
    required: bool = False
    required_in: tuple[SettingKind, ...] = ()
    """Settings in which it must be filled; empty means all."""
    choices: tuple[Choice, ...] = ()
    appealable: bool = False

    def must(self, setting: SettingKind) -> bool:
        """Whether a plan made in this setting must fill the field."""
        return self.required and (not self.required_in or setting in self.required_in)

    def choice(self, code: str) -> Choice:
        """The choice with this code.

        Raises:
            OwnFault: the form has no such choice.

        """
        for choice in self.choices:
            if choice.code == code:
                return choice
        raise OwnFault("error.form.no_such_choice", field=self.key)

    def settled(self, value: FieldValue) -> bool:
        """Whether the value says what the form asks."""
        if not self.kind.coded:
            return not value.text.empty
        if self.kind is FieldKind.DATE:
            return parse_day(value.code) != NO_DAY
        if self.kind is FieldKind.CHOICE_DATE:
            dated = DatedChoice.parse(value.code)
            return dated.on != NO_DAY and any(c.code == dated.choice for c in self.choices)
        return any(c.code == value.code and c.settles for c in self.choices)


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the form."""

    code: str
    heading: Text
    short: Text
    """For the side list."""
    checked: Checked
    fields: tuple[FieldSpec, ...]
    layout: Layout = Layout.FIELDS
    hint: Text = NO_TEXT
    applies: Applies = Applies.ALWAYS
    filled_by: FilledBy = FilledBy.ANYONE
    appealable: bool = False
    topic: str = "unverified"
    """How far the section's existence and topic were checked."""

    @property
    def part(self) -> str:
        """The form's part: ``1``, ``2`` or ``3``."""
        return self.code[:1]

    @property
    def repeating(self) -> bool:
        """Whether the section may hold several blocks."""
        return self.layout is not Layout.FIELDS

    def field(self, key: str) -> FieldSpec:
        """The field with this key.

        Raises:
            OwnFault: the form has no such field.

        """
        for spec in self.fields:
            if spec.key == key:
                return spec
        raise OwnFault("error.form.no_such_field", section=self.code, field=key)


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing the form still asks for. ``key`` names the sentence; ``facts`` fill it."""

    section: str
    block_id: str
    """Empty when the section has no block yet."""
    field: str
    """Empty when a whole row or provision is asked for."""
    key: str
    label: Text

    @property
    def facts(self) -> dict[str, Fact]:
        """Facts for ``key``."""
        return {"section": self.section, "label": self.label}


NO_DAY = date.min
"""No date given."""


def parse_day(code: str) -> date:
    """An ISO 8601 date from a field's code; ``NO_DAY`` when it is not one."""
    try:
        return date.fromisoformat(code)
    except ValueError:
        return NO_DAY


@dataclass(frozen=True, slots=True)
class DatedChoice:
    """A choice with a date, such as *review on 26 February 2027*, as a field's code holds it."""

    choice: str = ""
    on: date = NO_DAY

    @classmethod
    def parse(cls, code: str) -> DatedChoice:
        """From ``review:2027-02-26``; either half may be missing."""
        choice, _, day = code.partition(":")
        return cls(choice, parse_day(day))

    def __str__(self) -> str:
        day = "" if self.on == NO_DAY else self.on.isoformat()
        return f"{self.choice}:{day}" if self.choice or day else ""


@dataclass(frozen=True, slots=True)
class Form:
    """One edition of the standard form."""

    id: str
    edition: str
    """The date of the Code it follows, ISO 8601."""
    title: Text
    sections: tuple[Section, ...]
    sources: tuple[tuple[str, str], ...]
    """Title and address of what the wording came from."""
    compared: bool
    """Whether a person compared every heading with Annex A itself."""

    def section(self, code: str) -> Section:
        """The section with this code.

        Raises:
            OwnFault: the form has no such section.

        """
        for section in self.sections:
            if section.code == code:
                return section
        raise OwnFault("error.form.no_such_section", section=code)

    def has_field(self, code: str, key: str) -> bool:
        """Whether this edition has the field: what a draft asks before it fills it."""
        return any(s.code == code and any(f.key == key for f in s.fields) for s in self.sections)

    def applies(self, section: Section, setting: SettingKind, plan: Plan) -> tuple[bool, str]:
        """Whether the section applies to this plan, and the message key of why not.

        A section that does not apply is still printed, as not applicable. 2D applies only in a
        plan that the authority keeps, whatever was written there.
        """
        written = not plan.section(section.code).empty
        begun = written or bool(plan.section(section.code).blocks)
        if section.filled_by is FilledBy.AUTHORITY and plan.kept_by is not KeptBy.AUTHORITY:
            return False, "plan.why_not.authority_only"
        if section.applies is Applies.ALWAYS or begun:
            return True, ""
        if section.filled_by is FilledBy.AFTER_NHS_REPLY:
            return False, "plan.why_not.after_nhs_reply"
        if section.filled_by is FilledBy.AUTHORITY and setting is not SettingKind.AUTHORITY:
            return False, "plan.why_not.authority_writes"
        return False, "plan.why_not.when_relevant"

    def may_fill(self, section: Section, setting: SettingKind, *, nhs_replied: bool) -> str:
        """Message key of why this section may not be written here; empty when it may."""
        if section.filled_by is FilledBy.AUTHORITY and setting is not SettingKind.AUTHORITY:
            return "plan.why_not.authority_writes"
        if section.filled_by is FilledBy.AFTER_NHS_REPLY and not nhs_replied:
            return "plan.why_not.after_nhs_reply"
        return ""

    def required_missing(self, plan: Plan, setting: SettingKind) -> tuple[Missing, ...]:
        """What the form still asks for, in the form's order."""
        return tuple(
            missing
            for section in self.sections
            if self.applies(section, setting, plan)[0]
            for missing in self._missing(section, plan, setting)
        )

    def _missing(self, section: Section, plan: Plan, setting: SettingKind) -> list[Missing]:
        blocks = plan.section(section.code).blocks
        if not blocks and section.repeating:
            key = "plan.missing.provision"
            if section.layout is Layout.TABLE:
                key = "plan.missing.row"
            return [Missing(section.code, "", "", key, section.heading)]
        return [
            Missing(
                section.code,
                block.id,
                spec.key,
                _ASKS.get(spec.kind, "plan.missing.text"),
                spec.label,
            )
            for block in blocks or (Block(""),)
            for spec in section.fields
            if spec.must(setting) and not spec.settled(block.value(spec.key))
        ]

    def state_of(self, section: Section, plan: Plan, setting: SettingKind) -> SectionState:
        """How the section stands. The number of things to settle is that of its missing fields."""
        if not self.applies(section, setting, plan)[0]:
            return SectionState.NOT_NEEDED
        if self._missing(section, plan, setting):
            return SectionState.TO_SETTLE
        values = (v for block in plan.section(section.code).blocks for v in block.values)
        if any(value.text.stale for value in values):
            return SectionState.DRAFT
        return SectionState.COMPLETE


_ASKS = {
    FieldKind.PEOPLE: "plan.missing.people",
    FieldKind.WORDS: "plan.missing.words",
    FieldKind.DATE: "plan.missing.date",
    FieldKind.CHOICE: "plan.missing.choice",
    FieldKind.CHOICE_DATE: "plan.missing.choice_date",
}


def load_form(path: Path) -> Form:
    """The form held in ``path``.

    Raises:
        OwnFault: the file is missing or damaged.

    """
    row = read(path)
    sources = tuple((s.text("title"), s.text_or("address", "")) for s in row.rows("sources"))
    return Form(
        id=row.text("id"),
        edition=row.text("edition"),
        title=row.pair("title"),
        sections=tuple(_section(section) for section in row.rows("sections")),
        sources=sources,
        compared=row.flag("compared_with_annex_a"),
    )


def _checked(row: Row) -> Checked:
    return Checked(row.status("status"), row.status("cy_status"), row.text_or("source", ""))


def _section(row: Row) -> Section:
    return Section(
        code=row.text("code"),
        heading=row.pair("heading"),
        short=row.pair("short"),
        checked=_checked(row),
        fields=tuple(_field(field) for field in row.rows("fields")),
        layout=row.member_or("layout", Layout.FIELDS),
        hint=row.pair_or_empty("hint"),
        applies=row.member_or("applies", Applies.ALWAYS),
        filled_by=row.member_or("filled_by", FilledBy.ANYONE),
        appealable=row.flag("appealable"),
        topic=row.status("topic_status"),
    )


def _field(row: Row) -> FieldSpec:
    return FieldSpec(
        key=row.text("key"),
        kind=row.member("kind", FieldKind),
        label=row.pair("label"),
        checked=_checked(row),
        code=row.text_or("code", ""),
        hint=row.pair_or_empty("hint"),
        required=row.flag("required"),
        required_in=row.members("required_in", SettingKind),
        choices=tuple(
            Choice(c.text("code"), c.pair("label"), not c.flag("settles_nothing"))
            for c in row.rows("choices")
        ),
        appealable=row.flag("appealable"),
    )
