"""Keeping a tour's papers, each read back as a machine would read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO

import pikepdf

from aln_review.casework.tour.report import Step, TourReport
from aln_review.domain.bilingual import Language
from aln_review.reports.document import PaperFile

_BREAKS = str.maketrans("", "", " \n\u00a0\u00ad")
"""What a line end or a hyphenation may add or take away."""


def keep_paper(report: TourReport, step: Step, name: str, paper: PaperFile) -> None:
    """Keep a paper and prove that it is tagged and complete."""
    with pikepdf.open(BytesIO(paper.data)) as pdf:
        step.check(f"tagged:{name}", holds="/StructTreeRoot" in pdf.Root)
        step.check(f"language:{name}", holds=str(pdf.Root.get("/Lang", ""))[:2] in name)
        step.check(f"pages:{name}", holds=len(pdf.pages) == paper.pages)
    step.check(f"every-letter:{name}", holds=not paper.missing)
    (report.folder / name).write_bytes(paper.data)
    step.count(**{name: paper.pages})


def says(step: Step, name: str, paper: PaperFile, sentences: Iterable[str]) -> None:
    """Prove that each sentence can be read off a paper, whatever line it stands on."""
    held = "".join(_strings(paper.data)).translate(_BREAKS)
    wanted = [sentence.translate(_BREAKS) for sentence in sentences]
    step.check(f"says:{name}", holds=bool(wanted) and all(one in held for one in wanted))
    step.count(**{f"sentences in {name}": len(wanted)})


def name_of(paper: str, language: Language) -> str:
    """The file name of a paper in one language."""
    return f"{paper}.{language.value}.pdf"


def _strings(data: bytes) -> Iterator[str]:
    """Every string that is drawn, by way of its font's own map to Unicode, in reading order."""
    with pikepdf.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            fonts = page.obj.Resources.Font
            letters = {str(name): _letters(font) for name, font in fonts.items()}
            font = ""
            for instruction in pikepdf.parse_content_stream(page):
                operator = str(instruction.operator)
                if operator == "Tf":
                    font = str(instruction.operands[0])
                elif operator == "Tj":
                    codes = bytes(instruction.operands[0])
                    yield "".join(letters[font].get(code, "\ufffd") for code in codes)


def _letters(font: pikepdf.Object) -> dict[int, str]:
    mapping = bytes(font.ToUnicode.read_bytes()).decode("latin-1").partition("beginbfchar")[2]
    pairs = (line.split() for line in mapping.partition("endbfchar")[0].split("\n"))
    return {
        int(pair[0][1:-1], 16): bytes.fromhex(pair[1][1:-1]).decode("utf-16-be")
        for pair in pairs
        if len(pair) == 2
    }
