"""What was said, sheet by sheet: each perspective apart, the learner's first and unmistakable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from aln_review.domain.people import Perspective
from aln_review.domain.words import Side
from aln_review.reports.document import MinutesPaper, SheetPaper, Voice
from aln_review.reports.fonts import Face
from aln_review.reports.grounds import edged
from aln_review.reports.layout.laid import Box, Gap, Laid, Pad, Row, Stack
from aln_review.reports.layout.pages import TEXT_WIDTH
from aln_review.reports.layout.text import Style
from aln_review.reports.palette import BRICK, MUTED, OF_SHEET, TEXT, Ink
from aln_review.reports.scribe import LABEL, Points, Scribe, icon
from aln_review.reports.tags import Node, Role

BETWEEN: Final = 18.0
ITEM: Final = Style(11.0, leading=1.27)
ORDER: Final = tuple(Perspective)

Items = list[tuple[float, Laid]]


def sheets(scribe: Scribe, paper: MinutesPaper) -> Items:
    """All sheets that hold something; the two sides of the working sheet stand together."""
    given = [sheet for sheet in paper.sheets if any(voice.sayings for voice in sheet.voices)]
    if not given:
        return []
    node = scribe.root.add(Role.SECTION)
    style = Style(19.0, Face.BOLD, TEXT, 1.15)
    said = scribe.words.t("paper.minutes.said")
    items: Items = [(26.0, scribe.heading(node.add(Role.H2), said, style, TEXT_WIDTH, 1))]
    at = 0
    while at < len(given):
        pair = given[at : at + 2]
        gap = 9.0 if at == 0 else 15.0
        if [sheet.side for sheet in pair] == [Side.WORKING, Side.NOT_WORKING]:
            half = (TEXT_WIDTH - BETWEEN) / 2
            left, right = (_whole(scribe, node, paper, sheet, half) for sheet in pair)
            items.append((gap, Row.of((0.0, left), (half + BETWEEN, right), level=False)))
            at += 2
        else:
            items += _sheet(scribe, node, paper, given[at], gap)
            at += 1
    return items


def _ink(sheet: SheetPaper) -> Ink:
    return BRICK if sheet.side is Side.NOT_WORKING else OF_SHEET[sheet.sheet]


def _head(scribe: Scribe, node: Node, paper: MinutesPaper, sheet: SheetPaper, width: float) -> Laid:
    ink = _ink(sheet)
    key = f"paper.sheet.{sheet.side if sheet.side is not Side.NONE else sheet.sheet}"
    said = scribe.words.t(key, name=paper.shown)
    style = Style(13.0, Face.BOLD, ink.strong, 1.15)
    title = scribe.heading(node.add(Role.H3), said, style, width - 23, 2)
    head = Row.of((0.0, icon(ink.icon, 15.5, ink.strong)), (23.0, title))
    return replace(head, keeps_with_next=True)


def _whole(
    scribe: Scribe, node: Node, paper: MinutesPaper, sheet: SheetPaper, width: float
) -> Laid:
    voices = [_voice(scribe, node, paper, voice, _ink(sheet), width) for voice in _kept(sheet)]
    head = _head(scribe, node, paper, sheet, width)
    return Stack.of((0.0, head), *((6.0, voice) for voice in voices))


def _sheet(scribe: Scribe, node: Node, paper: MinutesPaper, sheet: SheetPaper, gap: float) -> Items:
    """A sheet over the whole width, perspectives in two columns where there are several."""
    items: Items = [(gap, _head(scribe, node, paper, sheet, TEXT_WIDTH))]
    voices = _kept(sheet)
    learner = [voice for voice in voices if voice.perspective is Perspective.LEARNER]
    others = [voice for voice in voices if voice.perspective is not Perspective.LEARNER]
    ink = _ink(sheet)
    for voice in learner:
        items.append((6.0, _voice(scribe, node, paper, voice, ink, TEXT_WIDTH)))
    half = (TEXT_WIDTH - BETWEEN) / 2
    for at in range(0, len(others), 2):
        pair = others[at : at + 2]
        width = half if len(pair) == 2 else TEXT_WIDTH
        made = [_voice(scribe, node, paper, voice, ink, width) for voice in pair]
        cells = ((index * (half + BETWEEN), item) for index, item in enumerate(made))
        items.append((6.0, Row.of(*cells, level=False)))
    return items


def _kept(sheet: SheetPaper) -> list[Voice]:
    kept = [voice for voice in sheet.voices if voice.sayings]
    return sorted(kept, key=lambda voice: ORDER.index(voice.perspective))


def _voice(
    scribe: Scribe, node: Node, paper: MinutesPaper, voice: Voice, ink: Ink, width: float
) -> Laid:
    """One perspective's statements under its name."""
    learner = voice.perspective is Perspective.LEARNER
    inner = width - (24 if learner else 6)
    style = replace(ITEM, face=Face.SEMIBOLD) if learner else ITEM
    look = Points(style, Style(11.0, Face.SEMIBOLD, MUTED), ink.strong, 12.0)
    label = replace(LABEL, colour=ink.strong) if learner else LABEL
    who = scribe.para(node.add(Role.P), _name(scribe, paper, voice.perspective), label, inner)
    points: Sequence[Laid] = scribe.points(node, voice.sayings, look, inner)
    kept = Stack.of((0.0, who), keeps_with_next=True)
    stack = Stack.of((0.0, kept), *((2.5, point) for point in points))
    if not learner:
        return Row.of((0.0, Gap(0.0)), (6.0, stack), level=False)
    return Box(stack, width, Pad(16.0, 6.0, 8.0, 7.0), edged(ink.strong, ink.tint, 5.0))


def _name(scribe: Scribe, paper: MinutesPaper, perspective: Perspective) -> str:
    if perspective is Perspective.LEARNER:
        return paper.shown
    if perspective is Perspective.SETTING and not paper.setting.empty:
        return paper.setting.read(scribe.language)
    return scribe.words.t(f"paper.perspective.{perspective}")
