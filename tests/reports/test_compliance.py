"""Every paper in both languages passes PDF/UA-1 in veraPDF; a file without tags does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from aln_review.domain.bilingual import Language
from tests.reports.papers import made
from tests.reports.verapdf import Verdict, verdicts

UNTAGGED = "untagged.pdf"


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Verdict]:
    """All papers and one bad file, judged in one run."""
    folder = tmp_path_factory.mktemp("papers")
    paths: list[Path] = []
    for language in Language:
        for name, paper in made(language).items():
            path = folder / f"{name}.{language}.pdf"
            path.write_bytes(paper.data)
            paths.append(path)
    bad = folder / UNTAGGED
    canvas = Canvas(str(bad))
    canvas.drawString(72, 720, "No tags")
    canvas.save()
    return {path.name: verdict for path, verdict in verdicts([*paths, bad]).items()}


def test_every_paper_is_pdf_ua(judged: dict[str, Verdict]) -> None:
    broken = {
        name: verdict.broken
        for name, verdict in judged.items()
        if name != UNTAGGED and not verdict.compliant
    }
    assert broken == {}
    assert all(verdict.checks > 100 for name, verdict in judged.items() if name != UNTAGGED)


def test_the_engine_notices_a_file_without_tags(judged: dict[str, Verdict]) -> None:
    assert not judged[UNTAGGED].compliant
    assert judged[UNTAGGED].broken
