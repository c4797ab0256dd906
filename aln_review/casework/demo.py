"""A throwaway vault full of invented people, made with everything a real one has."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from aln_review.casework.commands.demo import FillDemo
from aln_review.casework.core import Casework, Tools
from aln_review.casework.demo_desk import fill_desk
from aln_review.casework.demo_post import fill_post
from aln_review.casework.door import Door
from aln_review.casework.key_labels import Holder, KeyRole
from aln_review.casework.keyring import Keyring, Proof, SlotKind
from aln_review.casework.places import find_places
from aln_review.casework.wiring import (
    DEMO_COST,
    DEMO_KEYHOLDER,
    DEMO_PASSPHRASE,
    DEMO_SENDERS,
    Now,
    open_door,
)
from aln_review.domain.dispatch import ReturnReason
from aln_review.domain.plan import Plan
from aln_review.domain.setting import SettingKind
from aln_review.domain.wales import day_in_wales
from aln_review.exchange.demo.loader import load_demo
from aln_review.exchange.demo.vault import DemoVault

KEYHOLDERS = {
    SettingKind.SCHOOL: Holder("Rhiannon Elis", KeyRole.HEAD),
    SettingKind.EARLY_YEARS: Holder("Gwenno Parri", KeyRole.OWNER),
    SettingKind.COLLEGE: Holder("Iestyn Morgan", KeyRole.MANAGER),
    SettingKind.AUTHORITY: Holder("Catrin Vaughan", KeyRole.COLLEAGUE),
}
"""Invented, as is everyone in a demo."""


def _questions(tools: Tools, plan: Plan) -> tuple[ReturnReason, ...]:
    """What the invented authority asks about a demo plan."""
    words = tools.catalogues[plan.section("2A").blocks[0].values[0].text.original]
    return tuple(ReturnReason("2A", words.t(f"demo.question.{number}")) for number in (1, 2))


def make_demo(setting: SettingKind, data: Path, now: Now) -> tuple[Door, Casework]:
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
        day_in_wales(now()),
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
    proof = Proof(SlotKind.PASSPHRASE, DEMO_PASSPHRASE)
    Keyring(door, casework).add_keyholder(proof, KEYHOLDERS[setting], DEMO_KEYHOLDER)
    return door, casework, filling
