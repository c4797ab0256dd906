"""The structure tree: order, artifacts, what is left out and what must stay."""

from __future__ import annotations

from io import BytesIO

import pikepdf

from aln_review.reports.tags import ARTIFACT, Node, Numbering, Role, write
from tests.reports.reading import Element, _element


def written(root: Node, pages: int = 1) -> tuple[pikepdf.Pdf, Element]:
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page()
    write(pdf, root)
    numbers = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
    return pdf, _element(pdf.Root.StructTreeRoot.K, numbers)


def test_elements_that_were_never_drawn_are_left_out() -> None:
    root = Node(Role.DOCUMENT)
    root.add(Role.P)
    kept = root.add(Role.SECTION).add(Role.P)
    kept.mark(0, 0)
    _, found = written(root)
    assert [element.role for element in found.walk()] == ["Document", "Sect", "P"]


def test_an_empty_cell_keeps_its_place() -> None:
    root = Node(Role.DOCUMENT)
    line = root.add(Role.TABLE).add(Role.ROW)
    line.add(Role.CELL)
    line.add(Role.CELL).mark(0, 0)
    _, found = written(root)
    assert len(found.all("TD")) == 2


def test_a_run_in_another_language_stands_where_it_was_drawn() -> None:
    root = Node(Role.DOCUMENT)
    part = root.add(Role.P)
    run = part.inline("cy")
    part.mark(0, 0)
    run.mark(0, 1)
    part.mark(0, 2)
    run.mark(0, 3)
    _, found = written(root)
    (paragraph,) = found.all("P")
    before, inside, after = paragraph.content
    assert (before, after) == ((0, 0), (0, 2))
    assert isinstance(inside, Element)
    assert (inside.language, inside.marks) == ("cy", [(0, 1), (0, 3)])


def test_nothing_grows_inside_an_artifact() -> None:
    assert ARTIFACT.add(Role.P) is ARTIFACT
    assert ARTIFACT.inline("cy") is ARTIFACT
    assert ARTIFACT.kids == []


def test_every_mark_of_a_page_is_found_from_its_number() -> None:
    root = Node(Role.DOCUMENT)
    for number in range(3):
        root.add(Role.P).mark(1, number)
    pdf, _ = written(root, pages=2)
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    assert [int(numbers[0]), int(numbers[2])] == [0, 1]
    assert (len(numbers[1]), len(numbers[3])) == (0, 3)
    assert all(owner.S == pikepdf.Name.P for owner in numbers[3])
    assert bool(pdf.Root.MarkInfo.Marked)


def test_lists_say_how_they_are_numbered_and_figures_where_they_stand() -> None:
    root = Node(Role.DOCUMENT)
    root.list(Numbering.DECIMAL).add(Role.ITEM).add(Role.BODY).mark(0, 0)
    figure = root.add(Role.FIGURE, alt="Ffotograff: Elin")
    figure.box = (1.0, 2.0, 3.0, 4.0)
    figure.mark(0, 1)
    pdf, found = written(root)
    listed, drawn = pdf.Root.StructTreeRoot.K.K
    assert listed.A.ListNumbering == pikepdf.Name.Decimal
    assert [float(value) for value in drawn.A.BBox] == [1, 2, 3, 4]
    assert found.all("Figure")[0].alt == "Ffotograff: Elin"
    pdf.save(BytesIO())
