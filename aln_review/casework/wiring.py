"""The only place that builds adapters and hands them to casework."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from aln_review.casework.commands.demo import FillDemo
from aln_review.casework.core import WALES, Casework, Tools
from aln_review.casework.demo_desk import fill_desk
from aln_review.casework.demo_post import fill_post
from aln_review.casework.door import Door
from aln_review.casework.law import load_law
from aln_review.casework.places import Places, find_places
from aln_review.casework.surroundings import surroundings
from aln_review.domain.bilingual import Language
from aln_review.domain.dispatch import ReturnReason
from aln_review.domain.ids import Ids
from aln_review.domain.plan import Plan
from aln_review.domain.setting import SettingKind
from aln_review.exchange.demo.loader import load_demo
from aln_review.exchange.demo.vault import DemoVault
from aln_review.language.catalogue import Catalogue
from aln_review.language.lemmas import lemmas
from aln_review.vault.keyslots import STANDARD_COST, KdfCost

DEMO_PASSPHRASE: Final = "telyn gwennol crochan"  # noqa: S105
"""Opens every demo vault; it guards invented people only."""
DEMO_COST: Final = KdfCost(memory_kib=19 * 1024, iterations=2, lanes=1)
"""A demo opens fast: nobody real is in it."""
DEMO_SENDERS: Final = (SettingKind.SCHOOL, SettingKind.EARLY_YEARS)
"""Who has sent something to a demo authority."""

Now = Callable[[], datetime]


def utc_now() -> datetime:
    """The time according to this computer."""
    return datetime.now(UTC)


def unix_milliseconds() -> int:
    """Milliseconds since 1970, for identifiers."""
    return time.time_ns() // 1_000_000


def local(at: datetime) -> datetime:
    """The clock on the wall in Wales."""
    return at.astimezone(WALES)


def build_tools(places: Places, now: Now = utc_now) -> Tools:
    """Everything commands lean on, from the product's own files."""
    return Tools(
        now=now,
        ids=Ids(unix_milliseconds, secrets.token_bytes),
        random=secrets.token_bytes,
        law=load_law(places.resources),
        catalogues={
            language: Catalogue.load(language, places.translations, local=local)
            for language in Language
        },
        wordlists={language: read_words(places.resources, language) for language in Language},
        area=places.work,
    )


def read_words(resources: Path, language: Language) -> tuple[str, ...]:
    """The 2,048 everyday words of a language."""
    text = (resources / "words" / f"{language.value}.txt").read_text(encoding="utf-8")
    return tuple(text.split())


def open_door(places: Places, now: Now = utc_now, cost: KdfCost = STANDARD_COST) -> Door:
    """The door of this person's vault."""
    return Door(places.vault, build_tools(places, now), lemmas, cost, surroundings())


def _questions(tools: Tools, plan: Plan) -> tuple[ReturnReason, ...]:
    """What the invented authority asks about a demo plan."""
    words = tools.catalogues[plan.section("2A").blocks[0].values[0].text.original]
    return tuple(ReturnReason("2A", words.t(f"demo.question.{number}")) for number in (1, 2))


def demo(setting: SettingKind, data: Path, now: Now = utc_now) -> tuple[Door, Casework]:
    """A throwaway vault in ``data``, full of invented people, open."""
    door, casework, filling = _filled(setting, data, now)
    if setting is SettingKind.AUTHORITY:
        with TemporaryDirectory(prefix="aln-review-demo-") as folder, ExitStack() as open_vaults:
            places = [(kind, Path(folder) / kind.value) for kind in DEMO_SENDERS]
            senders = [open_vaults.enter_context(_sender(*place, now)) for place in places]
            fill_desk(casework, senders, partial(_questions, door.tools))
    else:
        fill_post(casework, filling.setting, filling.sent)
    return door, casework


@contextmanager
def _sender(kind: SettingKind, data: Path, now: Now) -> Iterator[Casework]:
    """The vault of a setting that sends to a demo authority."""
    door, casework, _ = _filled(kind, data, now)
    try:
        yield casework
    finally:
        casework.close()
        door.release()


def _filled(setting: SettingKind, data: Path, now: Now) -> tuple[Door, Casework, DemoVault]:
    places = find_places(data)
    door = open_door(places, now, DEMO_COST)
    door.take()
    filling = load_demo(
        setting.value,
        now().astimezone(WALES).date(),
        door.tools.ids,
        now(),
        places.resources,
    )
    sheet = door.new_sheet(filling.setting.language)
    label = filling.setting.name.read(filling.setting.language)
    casework = door.create(filling.setting, label, DEMO_PASSPHRASE, sheet)
    casework.do(FillDemo(filling))
    door.sheet_tried(
        casework, sheet, {position: sheet.words[position - 1] for position in sheet.asked}
    )
    return door, casework, filling
