"""Plans in the statutory form's order, each field citing what it rests on.

Field keys are those of the form data (Annex A of the ALN Code for Wales 2021). Sections 1A and
1B come from the record, 1C from the profile; the rest is written in the row.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from aln_review.domain.bilingual import Text
from aln_review.domain.people import Perspective
from aln_review.domain.plan import (
    Block,
    FieldValue,
    KeptBy,
    Plan,
    SectionContent,
    Source,
    SourceKind,
)
from aln_review.domain.profile import Heading, OnePageProfile
from aln_review.exchange.demo.build import LearnerBuild
from aln_review.exchange.demo.rows import Pair, PlanRow, ProvisionRow, RecordRow
from aln_review.statute.form import DatedChoice

_BOXES = (
    ("like_admire", Heading.ADMIRE),
    ("important_to", Heading.IMPORTANT),
    ("how_support", Heading.SUPPORT),
)


def make_plan(build: LearnerBuild, row: PlanRow, plan_id: str) -> Plan:
    """One version of the plan.

    Raises:
        KeyError: a provision, review or profile version that the learner's row does not have.

    """
    clock = build.bench.clock
    given = clock.day(row.given) if row.given else None
    review_by = clock.day(row.review_by) if row.review_by else None
    sections = (
        _basics(build),
        _contacts(build, row.kept_by, given, review_by),
        _profile(build, row),
        _section(
            build,
            "2A",
            (("needs", row.needs), ("reasons", row.reasons), ("diagnosis", row.diagnosis)),
        ),
        _provisions(build, "2B", row.provisions),
        _provisions(build, "2C", row.health),
        SectionContent("2D"),
        _used(build, row),
        _timeline(build, row),
        _moves(build, row),
        _section(build, "3D", (("arr", row.travel),)),
    )
    return Plan(
        build.bench.ids.new(),
        plan_id,
        build.id,
        row.version,
        build.bench.file.form_edition,
        row.kept_by,
        clock.moment(clock.day(row.changed), "16:10"),
        row.state,
        sections,
        build.reviews[row.review].id if row.review else "",
        given,
        review_by,
    )


def _field(key: str, text: Text, code: str = "", sources: Iterable[Source] = ()) -> FieldValue:
    return FieldValue(key, text, code, tuple(sources))


def _one(build: LearnerBuild, code: str, values: Iterable[FieldValue]) -> SectionContent:
    kept = tuple(value for value in values if not value.empty)
    blocks = (Block(build.bench.ids.new(), kept),) if kept else ()
    return SectionContent(code, blocks)


def _section(build: LearnerBuild, code: str, pairs: Iterable[tuple[str, Pair]]) -> SectionContent:
    return _one(build, code, [_field(key, build.bench.text(pair)) for key, pair in pairs])


def _basics(build: LearnerBuild) -> SectionContent:
    bench, learner = build.bench, build.learner()
    record = (Source(SourceKind.RECORD, build.id),)
    looked_after = bench.text(bench.file.not_looked_after)
    if learner.looked_after_by:
        looked_after = Text.both(learner.looked_after_by, learner.looked_after_by)
    return _one(
        build,
        "1A",
        [
            _field("name", Text.both(learner.name, learner.name), sources=record),
            _field("dob", Text(), learner.born.isoformat(), record),
            _field("address", Text.both(learner.address, learner.address), sources=record),
            _field("school", bench.setting.name, sources=record),
            _field("la", bench.setting.authority_name, sources=record),
            _field("medium", Text(), learner.language.value, record),
            _field("upn_uln", _same(learner.upn or learner.uln), sources=record),
            _field("looked_after", looked_after, sources=record),
        ],
    )


def _same(text: str) -> Text:
    return Text.both(text, text)


def _contacts(
    build: LearnerBuild, kept_by: KeptBy, given: date | None, review_by: date | None
) -> SectionContent:
    bench = build.bench
    people = build.people.values()
    family = [p for p in people if p.parental_responsibility]
    others = [p for p in people if p.perspective is Perspective.OTHERS and p.telephone]
    return _one(
        build,
        "1B",
        [
            _field("maintaining_body", Text(), kept_by.value),
            _field("parents", _listed([(p.name, p.relation, p.telephone) for p in family])),
            _field("other_contacts", _listed([(p.name, p.relation, p.telephone) for p in others])),
            _field("contact", bench.text(bench.file.setting.contact)),
            _field("date_given", Text(), given.isoformat() if given else ""),
            _field("review_by", Text(), review_by.isoformat() if review_by else ""),
        ],
    )


def _listed(people: list[tuple[str, Text, str]]) -> Text:
    """A line for each person: name, relation, telephone."""
    return Text.both(
        "\n".join(f"{name} ({relation.cy}), {number}" for name, relation, number in people),
        "\n".join(f"{name} ({relation.en}), {number}" for name, relation, number in people),
    )


def _profile(build: LearnerBuild, row: PlanRow) -> SectionContent:
    bench = build.bench
    found = next((p for p in build.profiles if p.version == row.profile), None)
    values = [_box(build, found, key, heading) for key, heading in _BOXES] if found else []
    values.append(_field("important_for", bench.text(row.important_for)))
    values.append(_field("aspirations", bench.text(row.aspirations, build.row.language)))
    return _one(build, "1C", values)


def _box(build: LearnerBuild, profile: OnePageProfile, key: str, heading: Heading) -> FieldValue:
    by_id = {words.id: words for words in build.words.values()}
    said = [by_id[words_id] for words_id in profile.under(heading)]
    text = Text(
        build.row.language,
        "\n".join(words.text.cy or words.text.en for words in said),
        "\n".join(words.text.en or words.text.cy for words in said),
    )
    return _field(key, text, sources=[_cite(build, words.id) for words in said])


def _cite(build: LearnerBuild, key: str) -> Source:
    """What a key stands for: words, a review or a document, as it stands now."""
    words = build.words.get(key) or next((w for w in build.words.values() if w.id == key), None)
    if words:
        return Source(SourceKind.WORDS, words.id, words.text, words.said_by, words.said_at.date())
    review = build.reviews.get(key)
    if review:
        return Source(SourceKind.REVIEW, review.id, on=review.on)
    document = build.documents[key].document
    return Source(SourceKind.DOCUMENT, document.id, document.title, document.author, document.on)


def _provisions(build: LearnerBuild, code: str, keys: Iterable[str]) -> SectionContent:
    blocks = tuple(
        Block(build.bench.ids.new(), _parts(build, code, build.row.provisions[key])) for key in keys
    )
    return SectionContent(code, blocks)


def _parts(build: LearnerBuild, code: str, row: ProvisionRow) -> tuple[FieldValue, ...]:
    bench = build.bench

    def cited(keys: Iterable[str]) -> list[Source]:
        return [_cite(build, key) for key in keys]

    last = DatedChoice("end" if row.ends else "review", bench.clock.day(row.review))
    return (
        _field(f"{code}.1", bench.text(row.outcome), sources=cited(row.outcome_from)),
        _field(f"{code}.2", bench.text(row.what), sources=cited(row.what_from)),
        _field(f"{code}.3", Text(), row.welsh),
        _field(f"{code}.4", bench.text(row.provider)),
        _field(f"{code}.5", Text(), bench.clock.day(row.start).isoformat()),
        _field(f"{code}.6", Text(), str(last)),
        _field(f"{code}.7", bench.text(row.why), sources=cited(row.why_from)),
    )


def _used(build: LearnerBuild, row: PlanRow) -> SectionContent:
    bench = build.bench
    rows = row.used or tuple(
        RecordRow(item=used.item, author=used.author, on=row.changed) for used in bench.file.used
    )
    return _table(
        build,
        "3A",
        [
            (
                _field(
                    "item",
                    bench.text(used.item),
                    sources=[_cite(build, used.document)] if used.document else (),
                ),
                _field("author_role", bench.text(used.author)),
                _field("date", Text(), bench.clock.day(used.on).isoformat()),
                _field("views", bench.text(used.views)),
            )
            for used in rows
        ],
    )


def _timeline(build: LearnerBuild, row: PlanRow) -> SectionContent:
    """The events of the case up to this version, each in its own words or the usual ones."""
    bench = build.bench
    written = bench.clock.day(row.changed)
    return _table(
        build,
        "3B",
        [
            (
                _field("date", Text(), bench.clock.day(event.on).isoformat()),
                _field(
                    "event",
                    bench.text(event.note if event.note.cy else bench.file.event_words[event.kind]),
                ),
            )
            for event in build.row.case
            if bench.clock.day(event.on) <= written
        ],
    )


def _moves(build: LearnerBuild, row: PlanRow) -> SectionContent:
    bench = build.bench
    return _table(
        build,
        "3C",
        [
            (
                _field("move", bench.text(move.move)),
                _field("actions", bench.text(move.actions)),
            )
            for move in row.moves
        ],
    )


def _table(
    build: LearnerBuild, code: str, rows: Iterable[tuple[FieldValue, ...]]
) -> SectionContent:
    return SectionContent(code, tuple(Block(build.bench.ids.new(), row) for row in rows))
