"""A learner with a story in which every item carries a mark and a word found nowhere else."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import count
from typing import TypeVar

from hypothesis import strategies as st

from aln_review.casework.core import Casework, Query, Work
from aln_review.domain.bilingual import Text
from aln_review.domain.document import Document
from aln_review.domain.people import MayBeTold, Person, Perspective
from aln_review.domain.profile import Heading, OnePageProfile, ProfileItem
from aln_review.domain.review import (
    ActionPoint,
    Attending,
    Disagreement,
    Participant,
    PersonCentredReview,
    ReviewKind,
    Vote,
)
from aln_review.domain.words import MaySee, Sheet, Side, Words
from aln_review.store.unit_of_work import UnitOfWork
from tests.casework.vaults import TODAY, add_learner

T = TypeVar("T")
TOKEN = re.compile(r"zq[a-p]{8}")
number = count()
levels = st.sampled_from(MaySee)


def token() -> str:
    """A word that stands nowhere else, in letters that no font joins."""
    at = next(number)
    return "zq" + "".join(chr(97 + (at >> 4 * place) % 16) for place in range(8))


@dataclass
class Item:
    """One thing that may or may not be seen, and the words that give it away, by language."""

    words: Words
    cy: str
    en: str


@dataclass
class Story:
    """A learner with marked statements, documents, people and a review."""

    learner_id: str
    review: PersonCentredReview
    wall: list[Item] = field(default_factory=list)
    profile: list[Item] = field(default_factory=list)
    actions: list[tuple[ActionPoint, str]] = field(default_factory=list)
    documents: list[tuple[Document, str]] = field(default_factory=list)
    people: list[tuple[Person, dict[str, str]]] = field(default_factory=list)
    address: str = ""
    last_word: str = ""

    @property
    def items(self) -> list[Item]:
        return [*self.wall, *self.profile]


def statement(learner_id: str, level: MaySee, perspective: Perspective) -> Item:
    """A statement in both languages with a word of its own in each."""
    cy, en = token(), token()
    text = Text.both(f"Dyma {cy} felly", f"So here is {en}")
    words = Words(
        token(), learner_id, text, "Rhywun", perspective, "Nia Rowlands", TODAY_AT, may_see=level
    )
    return Item(words, cy, en)


TODAY_AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@st.composite
def marks(draw: st.DrawFn) -> dict[str, list[MaySee]]:
    """Levels for everything a story holds, and what each level becomes after the plan."""
    return {
        "wall": draw(st.lists(levels, min_size=10, max_size=10)),
        "profile": draw(st.lists(levels, min_size=6, max_size=6)),
        "documents": draw(st.lists(levels, min_size=3, max_size=3)),
        "later": draw(st.lists(st.none() | levels, min_size=19, max_size=19)),
    }


SHEETS_USED = [
    (Sheet.ADMIRE, Side.NONE), (Sheet.NOW, Side.NONE), (Sheet.FUTURE, Side.NONE),
    (Sheet.SUPPORT, Side.NONE), (Sheet.WORKING, Side.WORKING), (Sheet.WORKING, Side.NOT_WORKING),
    (Sheet.QUESTIONS, Side.NONE), (Sheet.SUPPORT, Side.NONE), (Sheet.WORKING, Side.NOT_WORKING),
    (Sheet.NOW, Side.NONE),
]  # fmt: skip


def tell(vault: Casework, drawn: dict[str, list[MaySee]], told: list[MayBeTold]) -> Story:
    """Write the whole story into the vault, past every command, so that any mark may stand."""
    address = token()
    learner = add_learner(vault, address=f"1 Stryd {address}")
    review = PersonCentredReview(token(), learner.id, ReviewKind.ANNUAL, TODAY)
    story = Story(learner.id, review, address=address, last_word=token())
    say_all(story, drawn)
    story.people = [made_person(learner.id, place, may) for place, may in enumerate(told)]
    story.review = held(story)
    with vault.store.unit() as unit:
        write(unit, story)
    return story


def say_all(story: Story, drawn: dict[str, list[MaySee]]) -> None:
    """What is said on the wall, in the profile and in documents, and what is agreed."""
    sides = list(Perspective)
    for place, level in enumerate(drawn["wall"]):
        sheet, side = SHEETS_USED[place]
        said = statement(story.learner_id, level, sides[place % len(sides)])
        on_wall = replace(
            said.words, review_id=story.review.id, sheet=sheet, side=side, position=place
        )
        story.wall.append(Item(on_wall, said.cy, said.en))
    for place, level in enumerate(drawn["profile"]):
        story.profile.append(statement(story.learner_id, level, sides[(place + place // 4) % 2]))
    for item in (story.wall[0], story.wall[5], story.wall[7]):
        word = token()
        what = Text.both(f"Gwneud {word}", f"Do {word}")
        story.actions.append((ActionPoint(token(), what, "Rhywun", words_id=item.words.id), word))
    for level in drawn["documents"]:
        word = token()
        title = Text.both(f"Adroddiad {word}", f"Report {word}")
        pdf = "application/pdf"
        paper = Document(token(), story.learner_id, pdf, 1, "", title, may_see=level)
        story.documents.append((paper, word))


def held(story: Story) -> PersonCentredReview:
    """The review as it was held: who came, what was chosen, what was seen differently."""
    ids = [item.words.id for item in story.wall]
    return replace(
        story.review,
        participants=tuple(
            Participant(
                token(),
                one.name,
                one.relation,
                one.perspective,
                person_id=one.id,
                attending=Attending.APOLOGIES if place else Attending.THERE,
            )
            for place, (one, _) in enumerate(story.people)
        ),
        votes=(Vote(ids[3], "p"), Vote(ids[7], "p")),
        chosen=ids[1],
        forward=(ids[1], ids[3], ids[7]),
        actions=tuple(action for action, _ in story.actions),
        disagreements=(Disagreement((ids[4], ids[5])), Disagreement((ids[2], ids[8]))),
        last_word=Text.both(f"Hwyl {story.last_word}", f"Bye {story.last_word}"),
    )


def write(unit: UnitOfWork, story: Story) -> None:
    """Keep all of it."""
    for one in unit.people.where(learner_id=story.learner_id):
        unit.people.delete(one.id)
    for person, _ in story.people:
        unit.people.put(person)
    for item in story.items:
        unit.words.put(item.words)
    for document, _ in story.documents:
        unit.documents.put(document)
    headings = list(Heading)
    items = tuple(
        ProfileItem(headings[place % 3], item.words.id) for place, item in enumerate(story.profile)
    )
    unit.profiles.put(OnePageProfile(token(), story.learner_id, 1, TODAY_AT, items))
    unit.reviews.put(story.review)


def made_person(learner_id: str, place: int, told: MayBeTold) -> tuple[Person, dict[str, str]]:
    """A family member of one of two households, each with contacts of their own."""
    own = {"address": token(), "telephone": token(), "email": token()}
    person = Person(
        token(), learner_id, f"Rhiant {'ABC'[place]}", Text.both("rhiant", "parent"),
        Perspective.FAMILY, household="ab"[place // 2], may_be_told=told, address=own["address"],
        telephone=own["telephone"], email=own["email"],
    )  # fmt: skip
    return person, own


@dataclass(frozen=True, slots=True)
class Ask(Query[T]):
    """Anything of a snapshot."""

    question: Callable[[Work], T]

    def run(self, work: Work) -> T:
        return self.question(work)
