"""What a tour did: each step, what it proved and how long it took."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from aln_review.domain.bilingual import Language
from aln_review.domain.errors import AlnError, OwnFault
from aln_review.language.catalogue import Catalogue

Count = int | str | float | bool

REPORT = "tour.json"
SCREENS = "screens"
PAPERS = tuple(
    f"{paper}.{language.value}.pdf"
    for paper in ("profile", "plan", "minutes")
    for language in Language
)
PROOFS = (
    "package.alnpkg",
    "register.jws",
    "root.jwk.json",
    "authority-identity.txt",
    "receipt-delivered.jws",
    "receipt-accepted.jws",
)


@dataclass(slots=True)
class Step:
    """One step: its name, what was checked and counted, and its duration in milliseconds."""

    name: str
    checks: list[str] = field(default_factory=list)
    counts: dict[str, Count] = field(default_factory=dict)
    milliseconds: int = 0
    checked: bool = False
    problem: str = ""

    def check(self, what: str, *, holds: bool) -> None:
        """Prove one thing, named by an id such as ``one-side.cy``.

        Raises:
            OwnFault: it does not hold; the tour stops here.

        """
        if not holds:
            raise OwnFault("error.tour.check", step=self.name, check=what)
        self.checks.append(what)

    def proved(self) -> None:
        """Mark the step as checked.

        Raises:
            OwnFault: nothing was checked, which proves nothing.

        """
        if not self.checks:
            raise OwnFault("error.tour.nothing_checked", step=self.name)
        self.checked = True

    def count(self, **counts: Count) -> None:
        """Keep figures for the report."""
        self.counts.update(counts)


class TourReport:
    """Every step of one tour, written to ``tour.json`` whatever happens."""

    def __init__(
        self, folder: Path, facts: Mapping[str, Count], words: Mapping[Language, Catalogue]
    ) -> None:
        self.folder = folder
        self.steps: list[Step] = []
        self._facts = dict(facts)
        self._words = words

    @property
    def checked(self) -> bool:
        """Every step was done and checked."""
        return bool(self.steps) and all(step.checked for step in self.steps)

    @property
    def made(self) -> tuple[str, ...]:
        """Names of the files the tour left, in order."""
        folder = self.folder
        names = [name for name in (*PAPERS, *PROOFS, REPORT) if (folder / name).is_file()]
        drawn = [path.relative_to(folder).as_posix() for path in (folder / SCREENS).glob("*.png")]
        return tuple(sorted([*names, *drawn]))

    def clear(self) -> None:
        """Take away what an earlier tour left, so that nothing old can pass for new."""
        for name in (*PAPERS, *PROOFS, REPORT):
            (self.folder / name).unlink(missing_ok=True)
        shutil.rmtree(self.folder / SCREENS, ignore_errors=True)

    @contextmanager
    def step(self, name: str) -> Iterator[Step]:
        """Run one step, timed; a fault is kept in the report and passed on."""
        step = Step(name)
        self.steps.append(step)
        begun = perf_counter()
        try:
            yield step
            step.proved()
        except AlnError as fault:
            step.problem = fault.key
            step.counts.update({k: str(v) for k, v in fault.facts.items() if k == "check"})
            raise
        except Exception as fault:
            step.problem = type(fault).__name__
            raise
        finally:
            step.milliseconds = round((perf_counter() - begun) * 1000)
            self.write()

    def write(self) -> None:
        """Write ``tour.json``."""
        content = {
            **self._facts,
            "checked": self.checked,
            "steps": [self._told(step) for step in self.steps],
        }
        text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
        (self.folder / REPORT).write_text(text, encoding="utf-8")

    def _told(self, step: Step) -> dict[str, object]:
        return {
            "step": step.name,
            "did": {
                language.value: words.t(f"tour.did.{step.name}")
                for language, words in self._words.items()
            },
            "checked": step.checked,
            "milliseconds": step.milliseconds,
            "counts": step.counts,
            "checks": step.checks,
            "problem": step.problem,
        }
