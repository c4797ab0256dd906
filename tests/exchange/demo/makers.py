"""Makers for the demo data's tests: one vault of each setting, and a clock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from itertools import count
from pathlib import Path

import pytest
from hypothesis import strategies as st

from aln_review.domain.bilingual import Text
from aln_review.domain.ids import Ids
from aln_review.domain.plan import Plan
from aln_review.exchange.demo.clock import DemoClock
from aln_review.exchange.demo.loader import SETTINGS, load_demo
from aln_review.exchange.demo.source import read_names
from aln_review.exchange.demo.vault import DemoVault

RESOURCES = Path(__file__).parents[3] / "resources"
MONDAY = date(2026, 11, 23)
EXACTLY = {"school": 42, "early-years": 9, "college": 124}
DAYS = st.dates(date(2025, 9, 1), date(2040, 12, 31))

each_setting = pytest.mark.parametrize("setting", SETTINGS)


def make_ids() -> Ids:
    numbers = count()
    return Ids(lambda: 1_700_000_000_000, lambda size: next(numbers).to_bytes(size, "big"))


@cache
def load(setting: str, today: date = MONDAY) -> DemoVault:
    now = datetime.combine(today, time(10, 42), UTC)
    return load_demo(setting, today, make_ids(), now, RESOURCES)


def clock(today: date) -> DemoClock:
    names = read_names(RESOURCES / "demo" / "names.json")
    now = datetime.combine(today, time(10, 42), UTC)
    return DemoClock(today, now, lambda day: day.weekday() < 5, names.months)


def texts(value: object) -> Iterator[Text]:
    """Every text that a value holds, however deep."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part)
    elif is_dataclass(value):
        for item in fields(value):
            yield from texts(getattr(value, item.name))


def plan_texts(plan: Plan) -> Iterator[Text]:
    for section in plan.sections:
        for block in section.blocks:
            yield from (value.text for value in block.values)
