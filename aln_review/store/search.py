"""Finding a learner, a statement or a plan by a word of it.

A name is looked for before what was said, an exact word before the beginning of one, the newest
before the oldest, and each look stops as soon as the list is full. Nothing is ranked: ranking
reads every match, and a beginning of two letters matches half the vault.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from aln_review.store.engine import Connection
from aln_review.store.indexing import NEWEST_WAITING, Lemmas, plain, searched_text, terms

MOST_TERMS = 8
SNIPPET_TERMS = 12
MOST_WAITING = 100
"""How many items that wait to be indexed are read by a search: seconds of typing, not an import."""
NAMES_OF_FIVE = 3
"""Names fill no more than three fifths of the list while there are texts for the rest."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found. ``kind`` is a repository's name."""

    kind: str
    id: str
    learner_id: str
    snippet: str


class Search:
    """Looks through the index of one snapshot."""

    def __init__(self, connection: Connection, lemmas: Lemmas) -> None:
        self._connection = connection
        self._lemmas = lemmas

    def find(self, query: str, limit: int, *, prefix: bool) -> list[Hit]:
        """Names first, then texts; never more than ``limit``, each thing once."""
        asked = terms(query)[:MOST_TERMS]
        if not asked or limit < 1:
            return []
        names = self._gather(self._names, _expressions(asked, prefix=prefix), limit)
        forms = _expressions(asked, prefix=prefix, lemmas=self._lemmas)
        waiting = list(self._waiting(asked, prefix=prefix))
        texts = [*waiting, *self._gather(self._texts, forms, limit)][:limit]
        room = max(limit * NAMES_OF_FIVE // 5, limit - len(texts), 1)
        return [*names[:room], *texts][:limit]

    def _gather(
        self,
        look: Callable[[str, int], Iterable[Hit]],
        expressions: Iterable[str],
        limit: int,
    ) -> list[Hit]:
        """Hits of one expression after another, each thing once, until the list is full."""
        hits: dict[tuple[str, str], Hit] = {}
        for expression in expressions:
            if len(hits) < limit:
                for hit in look(expression, limit):
                    hits.setdefault((hit.kind, hit.id), hit)
        return list(hits.values())[:limit]

    def _names(self, expression: str, limit: int) -> Iterator[Hit]:
        for item_id, text in self._connection.rows(
            "SELECT n.id, n.text FROM names_index JOIN names n ON n.seq = names_index.rowid "
            "WHERE names_index MATCH ? ORDER BY names_index.rowid LIMIT ?",
            expression, limit,
        ):  # fmt: skip
            yield Hit("learners", item_id, item_id, text)

    def _texts(self, expression: str, limit: int) -> Iterator[Hit]:
        for kind, item_id, learner_id, snippet in self._connection.rows(
            "SELECT t.kind, t.id, t.learner_id, snippet(texts_index, 0, '', '', '…', ?) "
            "FROM texts_index JOIN texts t ON t.seq = texts_index.rowid "
            "WHERE texts_index MATCH ? AND NOT EXISTS "
            "(SELECT 1 FROM unindexed u WHERE u.kind = t.kind AND u.id = t.id) "
            "ORDER BY texts_index.rowid DESC LIMIT ?",
            SNIPPET_TERMS, expression, limit,
        ):  # fmt: skip
            yield Hit(kind, item_id, learner_id or "", snippet)

    def _waiting(self, asked: list[str], *, prefix: bool) -> Iterator[Hit]:
        """What was saved seconds ago and is not indexed yet, newest first."""
        for kind, item_id in self._connection.rows(NEWEST_WAITING, *(MOST_WAITING,) * 3):
            text, learner_id = searched_text(self._connection, kind, item_id)
            # A plan is too long to find its words' dictionary forms while somebody waits.
            forms = self._lemmas(text) if kind == "words" else ""
            held = [plain(term) for term in terms(f"{text} {forms}")]
            if all(_holds(held, term, self._lemmas) for term in asked[:-1]) and (
                _holds(held, asked[-1], self._lemmas)
                or (prefix and any(term.startswith(plain(asked[-1])) for term in held))
            ):
                yield Hit(kind, item_id, learner_id, _excerpt(text, plain(asked[0])))


def _holds(held: list[str], term: str, lemmas: Lemmas) -> bool:
    return any(plain(form) in held for form in [term, *terms(lemmas(term))])


def _excerpt(text: str, term: str) -> str:
    """A few words from the first that begins so."""
    parts = text.split()
    starts = (at for at, part in enumerate(parts) if term in plain(part.casefold()))
    first = max(0, next(starts, 0) - 2)
    shown = " ".join(parts[first : first + SNIPPET_TERMS])
    return f"{'…' if first else ''}{shown}{'…' if first + SNIPPET_TERMS < len(parts) else ''}"


def _itself(text: str) -> str:
    return text


def _expressions(asked: list[str], *, prefix: bool, lemmas: Lemmas = _itself) -> Iterator[str]:
    whole = [_either(term, lemmas) for term in asked]
    yield " AND ".join(whole)
    if prefix:
        yield " AND ".join([*whole[:-1], f'"{asked[-1]}" *'])


def _either(term: str, lemmas: Lemmas) -> str:
    forms = dict.fromkeys([term, *terms(lemmas(term))])
    return "(" + " OR ".join(f'"{form}"' for form in forms) + ")"
