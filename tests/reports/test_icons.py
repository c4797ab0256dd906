"""Icons: every shape of the set can be read, and arcs end where they should."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aln_review.reports import icons, minutes, plan_profile, plan_report
from aln_review.reports.icons import GRID, Stroke, arc, rounded, strokes
from aln_review.reports.palette import OF_SHEET

USED = {
    *(ink.icon for ink in OF_SHEET.values()),
    *(ink.icon for ink in plan_profile.INK.values()),
    *plan_report.STATE_ICON.values(),
    minutes.VOTED.icon,
    minutes.DIFFERENT.icon,
    "quote",
    "shield-check",
    "message-square-quote",
    "languages",
    "key-round",
}


@pytest.mark.parametrize("name", sorted(USED))
def test_icons_in_use_stay_in_their_square(name: str) -> None:
    drawn = strokes(name)
    assert drawn[0].op == "m"
    assert all(
        -1 <= value <= GRID + 1 for stroke in drawn for point in stroke.points for value in point
    )


def test_the_whole_set_can_be_read() -> None:
    names = icons._archive().namelist()
    assert len(names) > 1000
    assert all(strokes(name.removesuffix(".svg")) for name in names)


def test_an_unknown_icon_is_an_error() -> None:
    with pytest.raises(KeyError):
        strokes("no-such-icon")


def test_a_circle_is_four_curves_that_close() -> None:
    drawn = icons._shape("circle", {"cx": "12", "cy": "12", "r": "10"})
    assert [stroke.op for stroke in drawn] == ["m", "c", "c", "c", "c", "h"]
    assert drawn[0].points[0] == (22, 12)
    assert drawn[4].points[-1] == (22, 12)


def test_relative_and_absolute_commands_say_the_same() -> None:
    one = icons._Reader("m1 1h3v4l-1 2c1 1 2 2 3 0s1-2 2-1q1 1 2 0t1 1z").read()
    two = icons._Reader("M1 1H4V5L3 7C4 8 5 9 6 7S7 5 8 6Q9 7 10 6T11 7Z").read()
    assert [stroke.op for stroke in one] == [stroke.op for stroke in two]
    for a, b in zip(one, two, strict=True):
        assert all(math.dist(p, q) < 1e-9 for p, q in zip(a.points, b.points, strict=True))


def test_flags_of_an_arc_may_touch_the_next_number() -> None:
    spaced = icons._Reader("M2 9.5 a 5.5 5.5 0 0 1 9.591 -3.676").read()
    packed = icons._Reader("M2 9.5a5.5 5.5 0 019.591-3.676").read()
    assert spaced == packed


numbers = st.floats(min_value=-20, max_value=20)
radii = st.floats(min_value=0.5, max_value=30)


@given(
    st.tuples(numbers, numbers),
    st.tuples(numbers, numbers),
    st.tuples(radii, radii, st.floats(0, math.pi)),
    st.booleans(),
    st.booleans(),
)
def test_an_arc_begins_and_ends_where_it_is_told(
    start: tuple[float, float],
    end: tuple[float, float],
    shape: tuple[float, float, float],
    large: bool,
    sweep: bool,
) -> None:
    drawn = arc(start, end, shape, large=large, sweep=sweep)
    if math.dist(start, end) < 1e-3:
        return
    assert drawn[-1].points[-1] == pytest.approx(end, abs=1e-3)


def test_a_half_circle_goes_through_its_top() -> None:
    drawn = arc((0, 0), (10, 0), (5, 5, 0), large=False, sweep=True)
    assert [stroke.op for stroke in drawn] == ["c", "c"]
    assert drawn[0].points[-1] == pytest.approx((5, -5))


def test_an_arc_without_a_radius_is_a_line() -> None:
    assert arc((0, 0), (1, 1), (0, 3, 0), large=False, sweep=True) == [Stroke("l", ((1, 1),))]


def test_square_corners_stay_square() -> None:
    drawn = rounded((0, 0, 10, 20), (0, 0, 4, 4))
    assert drawn[0].points == ((0, 0),)
    assert drawn[2].points[-1] == (10, 0)
    assert drawn[4].points[-1] == (6, 20)
