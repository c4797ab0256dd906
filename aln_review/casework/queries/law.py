"""The law in use, as the settings page shows it: which files, which edition, how far checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from aln_review.casework.core import Query, Work
from aln_review.statute.form import Form

PRIMARY, SECONDARY = "primary", "secondary"


@dataclass(frozen=True, slots=True)
class LawFile:
    """One dated data file. The counts are of its wordings or rules."""

    name: str
    """``form``, ``clocks``, ``states`` or ``retention``."""
    edition: str
    file: str
    """Its name among the resources."""
    primary: int
    """Compared with the Act, the Code or the regulations themselves."""
    secondary: int
    """Known from somebody who quotes them."""
    unverified: int


@dataclass(frozen=True, slots=True)
class LawView:
    """Every file a statutory date or wording comes from, and where they lie."""

    folder: str
    files: tuple[LawFile, ...]


@dataclass(frozen=True, slots=True)
class LawPage(Query[LawView]):
    """What the settings page shows of the law.

    Raises:
        OwnFault: a file is missing or damaged.

    """

    def run(self, work: Work) -> LawView:
        """Count how far each file was checked."""
        law = work.tools.law
        clocks = [one.verified for one in law.rules.clocks]
        tables = [one.verified for one in law.states.machines.values()]
        return LawView(
            str(work.tools.law.folder),
            (
                _file("form", law.form.edition, "forms/idp-2021.json", _wordings(law.form)),
                _file("clocks", law.rules.edition, "rules/deadlines.json", clocks),
                _file("states", law.states.edition, "rules/states.json", tables),
                _file(
                    "retention",
                    law.schedules.edition,
                    "rules/retention.json",
                    law.schedules.verified,
                ),
            ),
        )


def _wordings(form: Form) -> list[str]:
    """Both languages of a heading or a field's name count as one wording each."""
    checks = [section.checked for section in form.sections]
    checks += [field.checked for section in form.sections for field in section.fields]
    return [how for one in checks for how in (one.en, one.cy)]


def _file(name: str, edition: str, file: str, verified: Iterable[str]) -> LawFile:
    how = Counter(verified)
    primary, secondary = how[PRIMARY], how[SECONDARY]
    return LawFile(name, edition, file, primary, secondary, how.total() - primary - secondary)
