"""Makes the golden vault of the newest schema: one for each schema version, kept for ever.

Run once when a schema is released, as ``python -m tests.golden.make_vault``. It never writes
over a vault that is there: a golden vault that was made again proves nothing.
"""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from aln_review.domain.bilingual import Language, Text
from aln_review.domain.case import Case, CaseEvent
from aln_review.domain.dispatch import Arrival, LineState, OutboxLine, PackageKind
from aln_review.domain.document import Document
from aln_review.domain.keeping import (
    Basis,
    Counted,
    Disclosure,
    Erasure,
    Hold,
    HoldKind,
    PassageRuling,
    Ruling,
)
from aln_review.domain.learner import Learner
from aln_review.domain.people import Person, Perspective
from aln_review.domain.plan import Block, FieldValue, KeptBy, Plan, SectionContent
from aln_review.domain.profile import Heading, OnePageProfile, ProfileItem
from aln_review.domain.review import PersonCentredReview, ReviewKind
from aln_review.domain.setting import SettingKind
from aln_review.domain.words import MaySee, Sheet, Words
from aln_review.store.database import Store
from aln_review.store.migrations import STEPS
from aln_review.vault.keyslots import (
    DATABASE_NAME,
    HEADER_NAME,
    DataKey,
    SlotKind,
    VaultHeader,
    add_slot,
)

VAULTS = Path(__file__).parent / "vaults"
PASSPHRASE = "tair ŵydd o’r mynydd"
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
PHOTO = bytes(range(256)) * 600
LOGGED = ("opened", "changed", "printed")


def lower(text: str) -> str:
    """Each word its own lemma."""
    return text.casefold()


def items(version: str) -> dict[str, list[Any]]:
    """What the golden vault of a schema holds, by repository; the people are invented."""
    return {**_first(), **(_keeping() if version != "1.0" else {})}


def _keeping() -> dict[str, list[Any]]:
    """What came with schema 1.1."""
    on = date(2026, 11, 2)
    why = Text.both("Mae’r tribiwnlys wedi gofyn amdano", "The tribunal has asked for it")
    ruling = PassageRuling("words/w1/text.cy", "2" * 64, Ruling.BLANK, "others", "Gwen Pari", on)
    return {
        "holds": [Hold("h1", "l1", HoldKind.LEGAL, why, "Gwen Pari", on)],
        "disclosures": [Disclosure("s1", "l1", on, (ruling,), NOON)],
        "erasures": [
            Erasure(
                "x1", "l0", NOON, on, "Gwen Pari", Basis.SCHEDULE, witness="Huw Rees",
                schedule="born-31", edition="2026-11-01", due_on=date(2026, 10, 31),
                proof="3" * 64, counts=(Counted("words", 12),), copies_gone_by=date(2027, 9, 1),
            )
        ],
    }  # fmt: skip


def _first() -> dict[str, list[Any]]:
    """What every golden vault holds."""
    elin = Learner("l1", "Elin", "Môn-Parri", date(2016, 2, 29), called="Els", upn="A123456789012")
    owen = Learner("l2", "Owen", "O’Neill", date(2009, 9, 1), language=Language.EN)
    mair = Person("p1", "l1", "Mair Parri", Text.of("mam", Language.CY), Perspective.FAMILY)
    said = Text.both("Dw i’n hoffi nofio efo Taid", "I like swimming with Grandad")
    section = SectionContent("2B", (Block("b1", (FieldValue("outcome", said),)),))
    return {
        "learners": [elin, owen],
        "people": [mair],
        "words": [
            Words(
                "w1",
                "l1",
                said,
                "Elin",
                Perspective.LEARNER,
                "Gwen Pari",
                NOON,
                may_see=MaySee.SETTING,
                sheet=Sheet.NOW,
            )
        ],
        "profiles": [OnePageProfile("o1", "l1", 1, NOON, (ProfileItem(Heading.IMPORTANT, "w1"),))],
        "reviews": [PersonCentredReview("r1", "l1", ReviewKind.ANNUAL, date(2026, 11, 2))],
        "plans": [Plan("v1", "i1", "l1", 1, "2021", KeptBy.SCHOOL, NOON, sections=(section,))],
        "cases": [
            Case("c1", "l2", SettingKind.SCHOOL, (CaseEvent("e1", "raised", date(2026, 9, 3)),))
        ],
        "documents": [Document("d1", "l1", "image/png", len(PHOTO), "0" * 64)],
        "outbox": [
            OutboxLine(
                "k1",
                "l1",
                "Elin Môn-Parri",
                PackageKind.PLAN,
                1,
                Text.both("Sir", "County"),
                "cath afal glas",
                "0" * 64,
                5,
                1,
                NOON,
                LineState.OFFERING,
            )
        ],
        "arrivals": [Arrival("a1", "1" * 64, 7, NOON)],
    }


def make(folder: Path) -> None:
    """Make a vault in a new folder."""
    folder.mkdir(parents=True)
    chance = random.Random(31).randbytes
    key = DataKey.new(chance)
    header = VaultHeader.create("golden-vault", "Ysgol Brawf")
    add_slot(header, SlotKind.PASSPHRASE, PASSPHRASE, key, chance).write(folder / HEADER_NAME)
    times = (NOON + timedelta(minutes=minute) for minute in range(100))
    store = Store.create(
        folder / DATABASE_NAME, key, lower, now=lambda: next(times), actor=lambda: "Gwen Pari"
    )
    with store.unit() as unit:
        for name, kept in items(folder.name).items():
            for item in kept:
                getattr(unit, name).put(item)
        unit.contents.put("d1", PHOTO)
        unit.meta.put("setting", {"name": "Ysgol Brawf"})
        unit.drafts.put("plan", "2B.what", "Hanner brawddeg")
        for action in LOGGED:
            unit.log(action, "l1", "plan")
    store.close()


if __name__ == "__main__":
    newest = STEPS[-1].version
    make(VAULTS / f"{newest.major}.{newest.minor}")
