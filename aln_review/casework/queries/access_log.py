"""The access log as screens show it: a page at a time, and whether its chain is whole.

A page is read at once however long the log is. Following the chain takes seconds after ten
years, so it is asked for apart, and what was followed once in a sitting is not followed again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from aln_review.casework.core import Query, Work
from aln_review.casework.log_kinds import OTHER, LogKind, actions_of
from aln_review.casework.say import NOTHING, Say
from aln_review.domain.wales import WALES
from aln_review.store.access import LogFilter
from aln_review.vault.access_log import Access, moment_of

__all__ = [
    "Access", "AccessLog", "ChainView", "LogChain", "LogLearners", "LogView", "Wanted",
    "broken_line", "moment_of", "said",
]  # fmt: skip

PAGE = 50
"""Lines that are shown at once."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: one learner's lines, one kind, from one day to another, both included."""

    learner_id: str = ""
    kind: LogKind = LogKind.ALL
    start: date | None = None
    end: date | None = None

    def filter(self, work: Work) -> LogFilter:
        """The same for the store."""
        keys = next(iter(work.tools.catalogues.values())).keys
        return LogFilter(
            self.learner_id,
            actions_of(self.kind, keys),
            _midnight(self.start),
            _midnight(self.end + timedelta(days=1) if self.end else None),
        )


def _midnight(day: date | None) -> str:
    if day is None:
        return ""
    return datetime.combine(day, time(), WALES).astimezone(UTC).isoformat()


@dataclass(frozen=True, slots=True)
class LogView:
    """Lines, newest first, whether there are more of them, and names by learner's id."""

    lines: tuple[Access, ...]
    more: bool = False
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AccessLog(Query[LogView]):
    """Who opened, printed, sent, changed and exported; ``before`` is a line's number."""

    wanted: Wanted = Wanted()
    before: int = 0
    limit: int = PAGE

    def run(self, work: Work) -> LogView:
        """Read one page."""
        found = work.unit.log_page(self.wanted.filter(work), self.before, self.limit + 1)
        lines = tuple(found[: self.limit])
        kept = (work.unit.learners.find(one) for one in {line.learner_id for line in lines} - {""})
        names = {learner.id: learner.name for learner in kept if learner}
        return LogView(lines, len(found) > self.limit, names)


@dataclass(frozen=True, slots=True)
class LogLearners(Query[tuple[tuple[str, str], ...]]):
    """Whose lines may be asked for: ids and names, by name."""

    def run(self, work: Work) -> tuple[tuple[str, str], ...]:
        """Read the names."""
        return tuple(sorted(((one.id, one.name) for one in work.unit.learners.all()), key=_by_name))


def _by_name(pair: tuple[str, str]) -> tuple[str, str]:
    return pair[1].casefold(), pair[0]


@dataclass(frozen=True, slots=True)
class ChainView:
    """What following the chain found."""

    whole: bool
    count: int
    head: str
    """Digest of the last line that holds: to be compared with one kept elsewhere."""
    broken: Say = NOTHING
    """Which line does not hold, and its date where it has one."""


def never() -> bool:
    """Nobody asks to stop."""
    return False


@dataclass(frozen=True, slots=True)
class LogChain(Query[ChainView | None]):
    """Whether the log is whole; nothing when ``stop`` said so before that was known."""

    stop: Callable[[], bool] = never

    def run(self, work: Work) -> ChainView | None:
        """Follow the chain on from where it was last followed to."""
        report = work.unit.follow_chain(self.stop)
        if report is None:
            return None
        if report.whole:
            return ChainView(whole=True, count=report.count, head=report.head)
        broken = broken_line(report.broken_at, work.unit.log_line(report.broken_at))
        return ChainView(whole=False, count=report.count, head=report.head, broken=broken)


def broken_line(number: int, line: Access | None) -> Say:
    """The sentence that names the first line which does not hold."""
    at = moment_of(line) if line else None
    if at is None:
        return Say.of("error.log.broken_no_date", line=number)
    return Say.of("error.log.broken", line=number, at=at)


def said(action: str, known: Callable[[str], bool]) -> str:
    """Message key of an action; ``known`` asks whether there is such a sentence."""
    key = f"log.{action}"
    return key if known(key) else OTHER
