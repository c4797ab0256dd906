"""For every reader, a paper holds what allows them and nothing else, anywhere in its bytes.

Marks are drawn at random, every item carries a word found nowhere else, and the finished paper
is taken apart: text, titles, alternative texts, metadata, attachments. The record and the
papers of a package are held to the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from aln_review.casework.commands.dispatch import package_contents
from aln_review.casework.commands.marks import MarkDocument, MarkWords, NoteSafeguarding
from aln_review.casework.commands.plans import DraftPlan
from aln_review.casework.commands.profiles import LockProfile
from aln_review.casework.core import Casework
from aln_review.casework.papers.minutes import PrintMinutes
from aln_review.casework.papers.plan import PrintPlan
from aln_review.casework.papers.profile import PrintProfile
from aln_review.casework.papers.readers import readers
from aln_review.casework.papers.safeguarding import PrintSafeguarding
from aln_review.casework.queries.search import Search
from aln_review.domain.audience import (
    AUTHORITY,
    LEARNER,
    MEETING,
    SAID_ALOUD,
    SETTING,
    Audience,
    Reader,
    family,
)
from aln_review.domain.bilingual import Language
from aln_review.domain.dispatch import PackageKind
from aln_review.domain.people import MayBeTold, Perspective
from aln_review.domain.plan import Plan
from aln_review.domain.words import MaySee
from aln_review.reports.document import PaperFile
from tests.casework.marked_story import TOKEN, Ask, Story, marks, tell, token
from tests.casework.vaults import Made
from tests.reports.reading import texts


def everything(data: bytes) -> str:
    """All that a PDF says, whichever way: pages, structure, metadata, names, attachments."""
    reader = PdfReader(BytesIO(data))
    said = texts(data)
    said.append(str(reader.metadata))
    said += [str(name) for name in reader.attachments]
    with pikepdf.open(BytesIO(data)) as pdf:
        for entry in pdf.objects:
            said.append(_told(entry))
    return "\n".join(said)


def _told(entry: pikepdf.Object) -> str:
    if isinstance(entry, pikepdf.Stream):
        return entry.read_bytes().decode("latin-1") + repr(dict(entry.items()))
    return repr(entry)


def tokens(data: bytes) -> set[str]:
    """Every planted word in a file."""
    return set(TOKEN.findall(everything(data)))


def given_to(vault: Casework, story: Story) -> Iterator[Audience]:
    """Every reader there is, each family member by name."""
    yield from (LEARNER, SETTING, MEETING, AUTHORITY)
    yield from (family(person, story.review.participants) for person, _ in story.people)


def hidden(story: Story, audience: Audience) -> set[str]:
    """Every planted word that this reader may on no account be given."""
    gone = {
        word
        for item in story.items
        if not audience.may_read(item.words)
        for word in (item.cy, item.en)
    }
    by_id = {item.words.id: item.words for item in story.wall}
    for action, word in story.actions:
        rests_on = by_id[action.words_id]
        if rests_on.may_see not in SAID_ALOUD and not audience.may_read(rests_on):
            gone.add(word)
    gone |= {word for paper, word in story.documents if not audience.may_read_document(paper)}
    for person, own in story.people:
        if not audience.may_have_contact(person):
            gone |= set(own.values())
    if not audience.may_read(replace(by_id[next(iter(by_id))], may_see=MaySee.MEETING,
                                     perspective=Perspective.LEARNER)):  # fmt: skip
        gone.add(story.last_word)
    return gone


def mine(story: Story, audience: Audience) -> bool:
    """Whether the reader may have the learner's address."""
    learner_people = [person for person, _ in story.people]
    if audience.reader is Reader.AUTHORITY:
        return True
    if audience.reader is Reader.LEARNER:
        return all(p.may_be_told is not MayBeTold.NOT_THE_ADDRESS for p in learner_people)
    if audience.reader is not Reader.FAMILY:
        return False
    home = [p for p in learner_people if p.household == audience.household]
    if any(p.may_be_told is MayBeTold.NOT_THE_ADDRESS for p in home):
        return False
    return audience.told is MayBeTold.EVERYTHING


QUICK = settings(
    max_examples=12,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
tolds = st.lists(st.sampled_from(MayBeTold), min_size=3, max_size=3)


@QUICK
@given(marks(), tolds)
def test_minutes_hold_exactly_what_their_reader_may_see(
    made: Made, drawn: dict[str, list[MaySee]], told: list[MayBeTold]
) -> None:
    """What was said on the wall, what was agreed, and the last word: all of it, no more."""
    story = tell(made.vault, drawn, told)
    for audience in given_to(made.vault, story):
        for language in Language:
            paper = made.vault.ask(PrintMinutes(story.review.id, language, audience))
            found = tokens(paper.data)
            wall = {
                item.cy if language is Language.CY else item.en
                for item in story.wall
                if audience.may_read(item.words)
            }
            acts = {word for _, word in story.actions} - hidden(story, audience)
            last = {story.last_word} - hidden(story, audience)
            assert found == wall | acts | last, audience.reader


@QUICK
@given(marks(), tolds)
def test_a_profile_holds_exactly_what_its_reader_may_see(
    made: Made, drawn: dict[str, list[MaySee]], told: list[MayBeTold]
) -> None:
    """The sentence read first is no exception."""
    story = tell(made.vault, drawn, told)
    for kept in (False, True):
        if kept:
            made.vault.do(LockProfile(story.learner_id))
        for audience in given_to(made.vault, story):
            paper = made.vault.ask(PrintProfile(story.learner_id, Language.EN, audience=audience))
            seen = {item.en for item in story.profile if audience.may_read(item.words)}
            assert tokens(paper.data) == seen, audience.reader


def draft(vault: Casework, story: Story) -> Plan:
    """The plan of the review, in which what was said aloud is taken up."""
    plan = vault.do(DraftPlan(story.learner_id, story.review.id)).value
    refresh(vault, story)
    return plan


def refresh(vault: Casework, story: Story) -> None:
    """The marks as they stand now."""
    with vault.store.view() as unit:
        for item in story.items:
            item.words = unit.words.get(item.words.id)
        story.documents = [(unit.documents.get(d.id), word) for d, word in story.documents]


def remark(vault: Casework, story: Story, later: Sequence[MaySee | None]) -> None:
    """Somebody thinks again about who may see some of it."""
    for item, level in zip(story.items, later, strict=False):
        if level is not None:
            vault.do(MarkWords(item.words.id, level))
    for (paper, _), level in zip(story.documents, later[len(story.items) :], strict=False):
        if level is not None:
            vault.do(MarkDocument(paper.id, level))
    refresh(vault, story)


@QUICK
@given(marks(), tolds)
def test_a_plan_and_its_package_hold_nothing_their_reader_may_not_see(
    made: Made, drawn: dict[str, list[MaySee]], told: list[MayBeTold]
) -> None:
    """Also after somebody thought again; and what was taken up and may be seen is all there."""
    story = tell(made.vault, drawn, told)
    plan = draft(made.vault, story)
    used = set(TOKEN.findall(str(plan)))
    remark(made.vault, story, drawn["later"])
    for audience in given_to(made.vault, story):
        paper: PaperFile = made.vault.ask(PrintPlan(plan.id, Language.EN, audience))
        found = tokens(paper.data)
        gone = hidden(story, audience)
        assert not found & gone, (audience.reader, found & gone)
        seen = {
            item.en for item in story.items if item.en in used and audience.may_read(item.words)
        }
        assert seen <= found, audience.reader
        assert (story.address in found) is (story.address in used and mine(story, audience))
    holds_package(made.vault, story, plan)


def holds_package(vault: Casework, story: Story, plan: Plan) -> None:
    """Record and papers of the package are the authority's."""
    contents = vault.ask(Ask(lambda work: package_contents(work, plan, PackageKind.PLAN)))
    gone = hidden(story, AUTHORITY)
    record = json.dumps(contents.record, ensure_ascii=False)
    assert not set(TOKEN.findall(record)) & gone
    assert {i.en for i in story.wall if AUTHORITY.may_read(i.words)} <= set(TOKEN.findall(record))
    for one in contents.papers:
        assert not tokens(one.open().read()) & gone, one.name
    for language in Language:
        mine_ = vault.ask(PrintMinutes(story.review.id, language, AUTHORITY)).data
        named = f"minutes.{language.value}.pdf"
        assert any(one.name == named and one.open().read() == mine_ for one in contents.papers)


def test_a_safeguarding_note_is_on_its_own_paper_and_nowhere_else(made: Made) -> None:
    """Not in a search either, while it waits to be indexed or after."""
    levels_ = {"wall": [MaySee.MEETING] * 10, "profile": [MaySee.PLAN] * 6,
               "documents": [MaySee.SAFEGUARDING] * 3}  # fmt: skip
    story = tell(made.vault, levels_, [MayBeTold.EVERYTHING] * 3)
    word = token()
    made.vault.do(NoteSafeguarding(story.learner_id, f"Pryder {word}", Language.CY))
    made.vault.do(MarkWords(story.wall[0].words.id, MaySee.SAFEGUARDING))
    plan = draft(made.vault, story)
    own = {word, story.wall[0].cy, *(one for _, one in story.documents)}
    assert tokens(made.vault.ask(PrintSafeguarding(story.learner_id, Language.CY)).data) == own
    for audience in given_to(made.vault, story):
        for query in (
            PrintMinutes(story.review.id, Language.CY, audience),
            PrintPlan(plan.id, Language.CY, audience),
            PrintProfile(story.learner_id, Language.CY, audience=audience),
        ):
            assert not tokens(made.vault.ask(query).data) & own
    for _ in range(2):
        assert all(made.vault.ask(Search(one)) == () for one in (word, story.wall[0].cy))
        made.vault.store.tidy()
    assert made.vault.ask(Search(story.wall[1].cy))


def test_a_paper_says_on_every_page_for_whom_it_was_made(made: Made) -> None:
    """A sheet that lies about alone still tells whose copy it is."""
    levels_ = {"wall": [MaySee.PLAN] * 10, "profile": [MaySee.PLAN] * 6,
               "documents": [MaySee.PLAN] * 3}  # fmt: skip
    story = tell(made.vault, levels_, [MayBeTold.EVERYTHING] * 3)
    plan = draft(made.vault, story)
    words = made.vault.tools.catalogues[Language.EN]
    learner = made.vault.ask(Ask(lambda work: work.unit.learners.get(story.learner_id)))
    offered = made.vault.ask(Ask(lambda work: readers(work, learner, story.review)))
    assert [one.audience.reader for one in offered][:2] == [Reader.MEETING, Reader.LEARNER]
    for one in offered:
        said = words.t(f"paper.for.{one.audience.reader.value}", name=one.label.facts["name"])
        for query in (
            PrintMinutes(story.review.id, Language.EN, one.audience),
            PrintPlan(plan.id, Language.EN, one.audience),
        ):
            for page in texts(made.vault.ask(query).data):
                assert said in page.replace("\n", " ")


@pytest.mark.parametrize("level", list(MaySee))
def test_every_level_is_worded_in_both_languages(made: Made, level: MaySee) -> None:
    """The window can say who may see an item."""
    for words in made.vault.tools.catalogues.values():
        assert words.has(f"may_see.{level.value}")
