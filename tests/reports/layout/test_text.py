"""Lines: nothing lost, nothing too wide, nothing left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aln_review.reports import fonts
from aln_review.reports.fonts import Face
from aln_review.reports.layout.laid import NOTHING
from aln_review.reports.layout.text import Line, Para, Run, Style, balanced, line_width, wrap
from aln_review.reports.tags import ARTIFACT, Node, Role

STYLE = Style(12.0)
BOLD = Style(12.0, Face.BOLD)
LETTERS = "aâbcdeêfghiîlmnoôprstuûwŵyŷ-/"
texts = st.text(alphabet=LETTERS + "   ", max_size=400)
widths = st.floats(min_value=20, max_value=500)


def run(text: str, style: Style = STYLE, node: Node = ARTIFACT) -> Run:
    return Run(text, style, node)


def letters(lines: tuple[Line, ...]) -> str:
    """All text without its spaces."""
    return "".join(piece.text for line in lines for piece in line).replace(" ", "")


@given(texts, widths)
def test_no_letter_is_lost_and_no_line_is_too_wide(text: str, room: float) -> None:
    for setter in (wrap, balanced):
        lines = setter([run(text)], room)
        assert letters(lines) == text.replace(" ", "")
        assert all(line_width(line) <= room + 0.1 for line in lines)
        assert all(line for line in lines)


@given(texts, texts, widths)
def test_styles_and_elements_are_kept_apart(one: str, two: str, room: float) -> None:
    first, second = Node(Role.P), Node(Role.SPAN)
    lines = wrap([run(one, STYLE, first), run(two, BOLD, second)], room)
    pieces = [piece for line in lines for piece in line]
    said = {first: "", second: ""}
    for piece in pieces:
        assert piece.style is (STYLE if piece.node is first else BOLD)
        said[piece.node] += piece.text.replace(" ", "")
    assert said == {first: one.replace(" ", ""), second: two.replace(" ", "")}


@given(texts, widths)
def test_a_wider_column_never_needs_more_lines(text: str, room: float) -> None:
    assert len(wrap([run(text)], room * 1.3)) <= len(wrap([run(text)], room))
    assert len(balanced([run(text)], room)) == len(wrap([run(text)], room))


def test_a_no_break_space_holds_a_name_together() -> None:
    width = fonts.width("Gweld Ms", Face.REGULAR) * 12 + 4
    assert letters(wrap([run("Gweld Ms Parry")], width)[:1]) == "GweldMs"
    held = wrap([run("Gweld Ms\N{NO-BREAK SPACE}Parry")], width)
    assert letters(held[:1]) == "Gweld"


def test_a_word_of_two_styles_stays_on_one_line() -> None:
    lines = wrap([run("aaaa bbbb"), run("cccc", BOLD)], fonts.width("aaaa bbbbcc", Face.BOLD) * 12)
    assert letters(lines[:1]) == "aaaa"


def test_a_long_word_is_divided_at_its_hyphen_first() -> None:
    room = fonts.width("Prydderch-Llyw", Face.REGULAR) * 12
    assert letters(wrap([run("Prydderch-Llywelyn")], room)[:1]) == "Prydderch-"


def test_the_last_word_is_not_left_alone() -> None:
    text = "If I go quiet, ask me to draw it."
    room = fonts.width("If I go quiet, ask me to draw", Face.REGULAR) * 12 + 1
    assert letters(wrap([run(text)], room)[1:]) == "drawit."


def test_balanced_lines_are_about_as_long_as_one_another() -> None:
    text = "Beth mae pobl yn ei hoffi amdanaf i"
    room = fonts.width(text, Face.REGULAR) * 12 * 0.95
    greedy, even = wrap([run(text)], room), balanced([run(text)], room)
    assert line_width(even[1]) > line_width(greedy[1])


@pytest.mark.parametrize("lines", range(1, 12))
def test_a_paragraph_divides_with_two_lines_on_each_side(lines: int) -> None:
    para = Para.of([run("gair " * 2 * lines)], fonts.width("gair gair ", Face.REGULAR) * 12)
    assert len(para.lines) == lines
    for room_for in range(lines):
        head, rest = para.split(para.line * room_for + 1)
        if head is NOTHING:
            assert rest is para
            continue
        assert isinstance(head, Para)
        assert isinstance(rest, Para)
        assert head.lines + rest.lines == para.lines
        assert min(len(head.lines), len(rest.lines)) >= 2
        assert head.height <= para.line * room_for + 1


def test_forced_a_paragraph_always_divides() -> None:
    para = Para.of([run("gair gair gair")], fonts.width("gair ", Face.REGULAR) * 12)
    head, rest = para.split(1.0, True)
    assert isinstance(head, Para)
    assert isinstance(rest, Para)
    assert (len(head.lines), len(rest.lines)) == (1, 2)


def test_nothing_to_say_takes_no_room() -> None:
    assert Para.of([], 100).height == 0
    assert Para.of([run("   ")], 100).height == 0
