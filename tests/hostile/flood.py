"""More than anybody would send, in a process of its own whose memory can be measured.

Run as ``python -m tests.hostile.flood SCENE FOLDER SIZE``. Prints what it came to as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from aln_review.casework.commands.roll import ImportRoll, OpenRoll, PreviewRoll
from aln_review.casework.commands.words import RecordWords
from aln_review.casework.queries.learners import Caseload
from aln_review.casework.queries.meeting import Meeting
from aln_review.casework.queries.search import Search
from aln_review.domain.bilingual import Language, Text
from aln_review.domain.people import Perspective
from aln_review.domain.words import SHEETS, Sheet, Side, Words
from aln_review.exchange.roll.report import Status
from tests.casework.vaults import Made, add_learner, begin_review, make

Figures = dict[str, float]
FORENAMES = ("Llŷr", "Siân", "Gwenllïan", "Elin", "Macsen", "Ffion", "Owain", "Nia")
SURNAMES = ("Prydderch", "Puw", "O’Neill", "Rhys-Pritchard", "ap Gwilym", "Tŷ’r Ŵyn")


def roll(rows: int) -> bytes:
    """A class list of so many different children."""
    lines = ["Cyfenw,Enw cyntaf,Dyddiad geni,Blwyddyn,Dosbarth,Cyfeiriad"]
    for number in range(rows):
        born = date(2008, 1, 1) + timedelta(days=number % 5_000)
        surname = f"{SURNAMES[number % len(SURNAMES)]} {_letters(number)}"
        forename = FORENAMES[number // 7 % len(FORENAMES)]
        lines.append(
            f'{surname},{forename},{born:%d/%m/%Y},{number % 13},Gwenyn,"{number} Heol, Nant"'
        )
    return "\n".join(lines).encode()


def _letters(number: int) -> str:
    letters = ""
    while number or not letters:
        number, left = divmod(number, 20)
        letters += "abcdefghijklmnoprstu"[left]
    return letters.title()


def peak_megabytes() -> float:
    """The most memory this process has held."""
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def preview(made: Made, rows: int) -> Figures:
    """Read and compare a roll; keep nothing."""
    opened = made.vault.ask(OpenRoll(roll(rows)))
    report = made.vault.ask(PreviewRoll(opened.table, opened.mapping))
    return {"new": report.count(Status.NEW), "rows": len(report.rows)}


def keep(made: Made, rows: int) -> Figures:
    """Import a roll, then see that importing it again would change nothing."""
    opened = made.vault.ask(OpenRoll(roll(rows)))
    made.vault.do(ImportRoll(opened.table, opened.mapping))
    again = made.vault.ask(PreviewRoll(opened.table, opened.mapping))
    shown = len(made.vault.ask(Caseload()).rows)
    found = len(made.vault.ask(Search("Gwenllian")))
    return {"shown": shown, "found": found, "nothing_again": float(again.changes_nothing)}


def wall(made: Made, cards: int) -> Figures:
    """One review with far too many statements, shown and written on."""
    learner = add_learner(made.vault)
    review = begin_review(made.vault, learner)
    now = made.clock.now()
    with made.vault.store.unit() as unit:
        for number in range(cards):
            sheet = SHEETS[number % len(SHEETS)]
            unit.words.put(
                Words(
                    f"w{number:06}", learner.id, Text.of(f"Gair {number} " * 8, Language.CY),
                    "Elin", tuple(Perspective)[number % 4], "Nia", now, review_id=review.id,
                    sheet=sheet, position=number,
                    side=Side.WORKING if sheet is Sheet.WORKING else Side.NONE,
                )
            )  # fmt: skip
    begun = time.perf_counter()
    view = made.vault.ask(Meeting(review.id))
    shown = time.perf_counter()
    made.vault.do(
        RecordWords(review.id, Sheet.NOW, "Un eto", Language.CY, "Elin", Perspective.LEARNER)
    )
    return {
        "cards": sum(sheet.count for sheet in view.sheets),
        "meeting_ms": (shown - begun) * 1000,
        "record_ms": (time.perf_counter() - shown) * 1000,
    }


SCENES: dict[str, Callable[[Made, int], Figures]] = {"preview": preview, "keep": keep, "wall": wall}


def main() -> None:
    """One scene and its figures."""
    scene, folder, size = sys.argv[1:]
    made = make(Path(folder))
    before, begun = peak_megabytes(), time.perf_counter()
    figures = SCENES[scene](made, int(size))
    figures["seconds"] = round(time.perf_counter() - begun, 2)
    figures["megabytes_before"] = round(before)
    figures["megabytes_peak"] = round(peak_megabytes())
    made.shut()
    sys.stdout.write(json.dumps(figures) + "\n")


if __name__ == "__main__":
    main()
