"""The law in force, read once from dated files: the form, the clocks, the states, the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from aln_review.statute.form import Form, load_form

FORM = Path("forms") / "idp-2021.json"


@dataclass(frozen=True, slots=True)
class Law:
    """Everything that a rule is read from."""

    form: Form


def load_law(resources: Path) -> Law:
    """The law as it ships in ``resources``.

    Raises:
        OwnFault: a file is missing or damaged.

    """
    return Law(form=load_form(resources / FORM))
