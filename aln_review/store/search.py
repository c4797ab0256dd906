"""Finding a learner, a statement or a plan by a word of it.

A name is looked for before what was said, an exact word before the beginning of one, the newest
before the oldest, and each look stops as soon as the list is full. Nothing is ranked: ranking
reads every match, and a beginning of two letters matches half the vault.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from aln_review.domain.bilingual import Text, nfc
from aln_review.domain.learner import Learner
from aln_review.domain.plan import Plan, PlanState
from aln_review.domain.words import Words
from aln_review.store.engine import Connection

Lemmas = Callable[[str], str]
"""Turns a text into its words' dictionary forms, in one string."""

MOST_TERMS = 8
SNIPPET_TERMS = 12
NAMES_OF_FIVE = 3
"""Names fill no more than three fifths of the list while there are texts for the rest."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found. ``kind`` is a repository's name."""

    kind: str
    id: str
    learner_id: str
    snippet: str


def terms(text: str) -> list[str]:
    """The words of a text as the index splits it: runs of letters, digits and marks."""
    kept = (letter if unicodedata.category(letter)[0] in "LNM" else " " for letter in nfc(text))
    return "".join(kept).casefold().split()


class SearchIndex:
    """What is searched, kept in step with the items in the same transaction."""

    def __init__(self, connection: Connection, lemmas: Lemmas) -> None:
        self._connection = connection
        self._lemmas = lemmas

    def put(self, table: str, item: object) -> None:
        """Index an item anew; kinds that are not searched are left alone."""
        if isinstance(item, Learner):
            self._connection.run(
                "INSERT INTO names(id, text) VALUES(?, ?) "
                "ON CONFLICT(id) DO UPDATE SET text = excluded.text",
                item.id,
                " ".join(part for part in (item.forename, item.surname, item.called) if part),
            )
        elif isinstance(item, Words):
            self._put_text(
                table, item.id, item.learner_id, "" if item.removed else _both(item.text)
            )
        elif isinstance(item, Plan):
            gone = item.state is PlanState.SUPERSEDED
            text = "" if gone else "\n".join(_plan_texts(item))
            self._put_text(table, item.id, item.learner_id, text)

    def remove(self, table: str, item_id: str) -> None:
        """Take an item's terms out of the index."""
        if table == "learners":
            self._connection.run("DELETE FROM names WHERE id = ?", item_id)
        elif table in {"words", "plans"}:
            self._connection.run("DELETE FROM texts WHERE kind = ? AND id = ?", table, item_id)

    def clear(self) -> None:
        """Forget everything that is searched; :meth:`put` and :meth:`rebuild` bring it back."""
        for table in ("names", "texts"):
            self._connection.run(f"DELETE FROM {table}")  # noqa: S608

    def rebuild(self) -> None:
        """Make the indexes' terms anew from the plain columns, whatever they held before."""
        for table in ("names_index", "texts_index"):
            self._connection.run(f"INSERT INTO {table}({table}) VALUES('rebuild')")

    def find(self, query: str, limit: int, *, prefix: bool) -> list[Hit]:
        """Names first, then texts; never more than ``limit``, each thing once."""
        asked = terms(query)[:MOST_TERMS]
        if not asked or limit < 1:
            return []
        names = self._gather(self._names, _expressions(asked, prefix=prefix), limit)
        forms = _expressions(asked, prefix=prefix, lemmas=self._lemmas)
        texts = self._gather(self._texts, forms, limit)
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

    def _put_text(self, kind: str, item_id: str, learner_id: str, text: str) -> None:
        if not text:
            self.remove(kind, item_id)
            return
        own = set(terms(text))
        # A dictionary form that stands in the text itself is not indexed a second time.
        lemma = " ".join(dict.fromkeys(t for t in terms(self._lemmas(text)) if t not in own))
        self._connection.run(
            "INSERT INTO texts(kind, id, learner_id, text, lemma) VALUES(?, ?, ?, ?, ?) "
            "ON CONFLICT(kind, id) DO UPDATE SET learner_id = excluded.learner_id, "
            "text = excluded.text, lemma = excluded.lemma",
            kind,
            item_id,
            learner_id or None,
            text,
            lemma,
        )

    def _names(self, expression: str, limit: int) -> Iterator[Hit]:
        for item_id, text in self._connection.rows(
            "SELECT n.id, n.text FROM names_index JOIN names n ON n.seq = names_index.rowid "
            "WHERE names_index MATCH ? ORDER BY names_index.rowid LIMIT ?",
            expression,
            limit,
        ):
            yield Hit("learners", item_id, item_id, text)

    def _texts(self, expression: str, limit: int) -> Iterator[Hit]:
        for kind, item_id, learner_id, snippet in self._connection.rows(
            "SELECT t.kind, t.id, t.learner_id, snippet(texts_index, 0, '', '', '…', ?) "
            "FROM texts_index JOIN texts t ON t.seq = texts_index.rowid "
            "WHERE texts_index MATCH ? ORDER BY texts_index.rowid DESC LIMIT ?",
            SNIPPET_TERMS,
            expression,
            limit,
        ):
            yield Hit(kind, item_id, learner_id or "", snippet)


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


def _both(text: Text) -> str:
    return "\n".join(part for part in (text.cy, text.en) if part)


def _plan_texts(plan: Plan) -> Iterator[str]:
    for section in plan.sections:
        for block in section.blocks:
            for value in block.values:
                if not value.text.empty:
                    yield _both(value.text)
