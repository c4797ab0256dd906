"""Dividing: what is taken and what is left are together what there was."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aln_review.reports.layout.laid import (
    NOTHING,
    Box,
    Drawn,
    Ends,
    Gap,
    Laid,
    Pad,
    Row,
    Stack,
    Together,
)
from aln_review.reports.layout.pages import Frame, paginate
from aln_review.reports.layout.table import Table
from aln_review.reports.layout.text import Para
from aln_review.reports.pen import Area, Pen


def block(height: float, name: str = "", *, keeps: bool = False) -> Drawn:
    """Something that cannot be divided; its painter carries its name."""

    def paint(_pen: Pen, _x: float, _top: float) -> None:
        raise AssertionError(name)

    return Drawn(height, paint, keeps_with_next=keeps)


def ground(_pen: Pen, _area: Area, _ends: Ends) -> None:
    """No ground."""


def atoms(item: Laid) -> Iterator[Laid]:
    """What cannot be divided further, in order."""
    if isinstance(item, Stack):
        for _, inner in item.items:
            yield from atoms(inner)
    elif isinstance(item, Row):
        for _, cell in item.cells:
            yield from atoms(cell)
    elif isinstance(item, (Box, Together)):
        yield from atoms(item.inner)
    elif isinstance(item, Table):
        for row in item.rows:
            yield from atoms(row)
    elif item is not NOTHING:
        yield item


heights = st.floats(min_value=1, max_value=90)
stacks = st.lists(st.tuples(st.floats(0, 20), heights, st.booleans()), max_size=40)


@given(stacks, st.floats(min_value=100, max_value=300))
def test_pages_hold_everything_once_and_in_order(
    given_: list[tuple[float, float, bool]], room: float
) -> None:
    items = [(gap, block(height, keeps=keeps)) for gap, height, keeps in given_]
    pages = paginate(items, lambda _page: Frame(room, 0.0))
    assert [atom for page in pages for atom in atoms(page)] == [item for _, item in items]
    assert all(page.height <= room + 0.1 for page in pages)


@given(stacks, st.floats(min_value=100, max_value=300))
def test_a_heading_is_never_last_unless_headings_fill_the_page(
    given_: list[tuple[float, float, bool]], room: float
) -> None:
    items = [(gap, block(height, keeps=keeps)) for gap, height, keeps in given_]
    pages = paginate(items, lambda _page: Frame(room, 0.0))
    for page in pages[:-1]:
        held = list(atoms(page))
        assert not held[-1].keeps_with_next or all(atom.keeps_with_next for atom in held)


def test_what_is_taller_than_a_page_ends_all_the_same() -> None:
    pages = paginate([(0, block(500)), (0, block(10))], lambda _page: Frame(100, 0))
    assert [page.height for page in pages] == [500, 10]


def test_the_first_page_may_be_smaller() -> None:
    items = [(0.0, block(60)) for _ in range(4)]
    pages = paginate(items, lambda page: Frame(100 if page == 0 else 200, 0))
    assert [len(page.items) for page in pages] == [1, 3]


def test_no_gap_is_kept_at_the_top_of_a_page() -> None:
    pages = paginate([(9, block(60)), (30, block(60))], lambda _page: Frame(100, 0))
    assert [page.height for page in pages] == [60, 60]


def test_a_divided_box_pads_both_parts_and_knows_its_ends() -> None:
    inner = Stack.of(*((0.0, block(40)) for _ in range(4)))
    box = Box(inner, 100, Pad(top=10, bottom=10), ground)
    head, rest = box.split(110)
    assert isinstance(head, Box)
    assert isinstance(rest, Box)
    assert (head.height, rest.height) == (100, 100)
    assert head.ends == Ends(first=True, last=False)
    assert rest.ends == Ends(first=False, last=True)


def test_a_row_is_divided_only_where_every_cell_can_begin() -> None:
    tall = Stack.of((0, block(50)), (0, block(50)))
    row = Row.of((0, tall), (50, block(80)))
    assert row.split(60) == (NOTHING, row)
    both = Row.of((0, tall), (50, Stack.of((0, block(40)), (0, block(40)))))
    head, rest = both.split(60)
    assert (head.height, rest.height) == (50, 50)


def test_cells_of_a_row_stand_on_one_line() -> None:
    row = Row.of((0, Drawn(20, lambda *_: None, baseline=15)), (50, Para((), 0, 0)), (9, block(30)))
    assert row.baseline == 15
    assert row.drop(row.cells[0][1]) == 0
    low = Row.of((0, Drawn(20, lambda *_: None, 15)), (5, Drawn(10, lambda *_: None, 8)))
    assert low.drop(low.cells[1][1]) == 7
    assert low.height == 20


def test_what_belongs_together_moves_to_the_next_page() -> None:
    card = Together(Stack.of((0, block(40)), (0, block(40))), 100)
    assert card.split(60) == (NOTHING, card)
    assert card.split(60, True)[0].height == 40
    tall = Together(Stack.of((0, block(80)), (0, block(80))), 100)
    assert tall.split(100)[0].height == 80


def table(*rows: float) -> Table:
    return Table(block(10, "head"), block(10, "again"), tuple(block(row) for row in rows))


def test_a_table_is_divided_between_rows_and_repeats_its_heading() -> None:
    given_ = table(30, 30, 30)
    head, rest = given_.split(75)
    assert isinstance(head, Table)
    assert isinstance(rest, Table)
    assert (len(head.rows), len(rest.rows)) == (2, 1)
    assert head.head is given_.head
    assert rest.head is given_.again


@pytest.mark.parametrize("room", [5.0, 30.0])
def test_a_table_does_not_begin_without_a_row(room: float) -> None:
    given_ = table(30, 30)
    assert given_.split(room) == (NOTHING, given_)


def test_a_row_taller_than_a_page_is_divided() -> None:
    tall = Stack.of((0, block(60)), (0, block(60)))
    given_ = Table(block(10), block(10), (tall,))
    head, rest = given_.split(100, True)
    assert (head.height, rest.height) == (70, 70)


def test_nothing_is_nothing() -> None:
    assert NOTHING.height == 0
    assert Stack.of((5.0, NOTHING), (3.0, Gap(0.0))).height == 0
    assert paginate([], lambda _page: Frame(100, 0))[0].height == 0
