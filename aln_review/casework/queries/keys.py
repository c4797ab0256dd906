"""What the keys ask for: a sheet tried once a term, and a second person who holds a key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from aln_review.casework.core import Query, Work
from aln_review.casework.depositing import outdated
from aln_review.casework.key_labels import KEYHOLDER_POSTPONED, key_labels
from aln_review.casework.memory import recall
from aln_review.casework.say import Say
from aln_review.casework.term_dates import TERM_DATES, TermDates
from aln_review.domain.wales import day_in_wales
from aln_review.vault.keyslots import SlotKind

DUE_AFTER = timedelta(days=120)
"""About a term, for a setting that has entered no term dates."""
NOT_BEFORE = timedelta(days=28)
"""A sheet tried in the last weeks of the holidays is not asked for again on the first day."""


@dataclass(frozen=True, slots=True)
class CareView:
    """What is to be done about the keys; nothing when ``notes`` is empty."""

    notes: tuple[Say, ...] = ()
    due: frozenset[str] = frozenset()
    """Ids of the slots whose secret is to be tried this term."""
    ask_for_holder: bool = False
    """There is no second keyholder, and nobody has yet said that one can wait."""


@dataclass(frozen=True, slots=True)
class KeyCare(Query[CareView]):
    """Which keys want trying, and whether one person alone holds the vault."""

    def run(self, work: Work) -> CareView:
        """Read the labels; the header is not needed."""
        labels = key_labels(work.unit)
        notes: list[Say] = []
        due = set()
        for one, label in labels.items():
            if label.kind is SlotKind.PASSPHRASE or not label.told:
                continue
            last = label.tried_at or label.made_at
            if not _is_due(work, last):
                continue
            due.add(one)
            if label.holder is not None and last is not None:
                on = day_in_wales(last)
                notes.append(Say.of("care.holder_due", name=label.holder.name, on=on))
            elif label.kind is SlotKind.RECOVERY and last is not None:
                notes.append(Say.of("care.sheet_due", on=day_in_wales(last)))
            elif label.kind is SlotKind.RECOVERY:
                notes.append(Say.of("care.sheet_unknown"))
        other = outdated(work)
        if other is not None:
            notes.insert(0, Say.of("care.escrow_other", authority=other.authority))
        alone = not any(label.kind is SlotKind.KEYHOLDER for label in labels.values())
        if alone:
            notes.append(Say.of("care.alone"))
        postponed = recall(work.unit, KEYHOLDER_POSTPONED, bool, default=False)
        return CareView(tuple(notes), frozenset(due), alone and not postponed)


def _is_due(work: Work, last: datetime | None) -> bool:
    """A term has begun since, or as long as a term has passed."""
    if last is None or work.now - last >= DUE_AFTER:
        return True
    if work.now - last < NOT_BEFORE:
        return False
    held = recall(work.unit, TERM_DATES, TermDates, TermDates())
    tried_on = day_in_wales(last)
    return any(tried_on < term.first <= work.today for term in held.terms)
