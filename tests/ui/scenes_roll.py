"""Pictures of importing a class list."""

from __future__ import annotations

from pathlib import Path
from tempfile import mkdtemp

from aln_review.casework.places import find_places
from tests.shots import Scene
from ui.caseload.roll import ImportRoll
from ui.desk import Screen

DEMO = find_places().resources / "demo" / "roll-school.csv"


def _page(screen: Screen) -> ImportRoll:
    assert isinstance(screen, ImportRoll)
    return screen


def _columns(screen: Screen) -> None:
    page = _page(screen)
    page.read(DEMO)
    page.columns.finish()


def _report(screen: Screen) -> None:
    page = _page(screen)
    text = DEMO.read_text(encoding="utf-8-sig").replace("Dosbarth Gwenyn", "Dosbarth Cacwn")
    path = Path(mkdtemp()) / "roll.csv"
    path.write_text(text + "Wyn,Neb,,99/99/2016,,5,,,,,,\n", encoding="utf-8")
    page.read(path)
    page.go.click()


def _refused(screen: Screen) -> None:
    _report(screen)
    _page(screen).report.pills["refused"].setChecked(True)


def _wrong_file(screen: Screen) -> None:
    path = Path(mkdtemp()) / "roll.pdf"
    path.write_bytes(b"%PDF-1.7")
    _page(screen).read(path)


SCENES = (
    Scene("import", "import"),
    Scene("import-wrong-file", "import", act=_wrong_file),
    Scene("import-columns", "import", act=_columns),
    Scene("import-report", "import", act=_report),
    Scene("import-refused", "import", act=_refused),
)
