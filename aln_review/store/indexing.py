"""Keeping the search index in step with what is kept.

Names are indexed in the same transaction. The words of statements and plans are not: to take
old terms out of the index costs more than the save itself, and a plan is saved at every pause in
typing. They are noted as waiting and indexed seconds later, when typing rests; until then a
search reads the waiting items themselves. New statements are not even noted: ids grow with time,
so one mark says up to which of them the index reaches.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import msgspec

from aln_review.domain.audience import FOUND_BY_SEARCH
from aln_review.domain.bilingual import Text, nfc
from aln_review.domain.learner import Learner
from aln_review.domain.plan import Plan, PlanState
from aln_review.domain.words import Words
from aln_review.store.engine import Connection

Lemmas = Callable[[str], str]
"""Turns a text into its words' dictionary forms, in one string."""

SEARCHED = ("words", "plans")
"""Kinds whose texts are searched, beside learners' names."""
BATCH = 100
BEYOND = (
    "SELECT 'words' AS kind, w.id AS id FROM words w "
    "WHERE w.id > (SELECT upto FROM indexed WHERE kind = 'words')"
)
"""Statements the index does not reach yet, which are not noted one by one."""
ANY_WAITS = f"SELECT EXISTS (SELECT 1 FROM unindexed) OR EXISTS ({BEYOND})"  # noqa: S608
NEWEST_WAITING = (
    "SELECT * FROM (SELECT kind, id FROM unindexed ORDER BY id DESC LIMIT ?) UNION "  # noqa: S608
    f"SELECT * FROM ({BEYOND} ORDER BY w.id DESC LIMIT ?) ORDER BY id DESC LIMIT ?"
)
"""Kind and id of what waits, newest first; takes the most there may be, three times."""

_DECODE: dict[str, Callable[[str], Words | Plan]] = {
    "words": msgspec.json.Decoder(Words).decode,
    "plans": msgspec.json.Decoder(Plan).decode,
}


def terms(text: str) -> list[str]:
    """The words of a text as the index splits it: runs of letters, digits and marks."""
    kept = (letter if unicodedata.category(letter)[0] in "LNM" else " " for letter in nfc(text))
    return "".join(kept).casefold().split()


def plain(term: str) -> str:
    """A word without accents, as the index compares it."""
    decomposed = unicodedata.normalize("NFD", term)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def searched_text(connection: Connection, kind: str, item_id: str) -> tuple[str, str]:
    """A statement's or plan's text and learner; none when it is not to be found."""
    row = connection.first(f'SELECT body FROM "{kind}" WHERE id = ?', item_id)  # noqa: S608
    if row is None:
        return "", ""
    try:
        item = _DECODE[kind](row[0])
    except msgspec.MsgspecError:
        # One item that cannot be read must not keep the others out; the health check names it.
        return "", ""
    if isinstance(item, Words):
        hidden = item.removed or item.may_see not in FOUND_BY_SEARCH
        return ("" if hidden else _both(item.text)), item.learner_id
    if item.state is PlanState.SUPERSEDED:
        return "", item.learner_id
    return "\n".join(_plan_texts(item)), item.learner_id


@dataclass(slots=True)
class Reach:
    """The last statement the index reaches, as a save needs it: at least as far as on the disk.

    Too far costs a save one page more; too short would leave a correction out of the index. So
    before it is known it lies beyond every id.
    """

    upto: str = "\U0010ffff"

    def read(self, connection: Connection) -> None:
        """As it stands in an open vault."""
        row = connection.first("SELECT upto FROM indexed WHERE kind = 'words'")
        if row is not None:
            self.upto = str(row[0])


class Indexer:
    """Notes what changed, and indexes what waits."""

    def __init__(self, connection: Connection, lemmas: Lemmas, reach: Reach) -> None:
        self._connection = connection
        self._lemmas = lemmas
        self._reach = reach

    def put(self, table: str, item: object, item_id: str) -> None:
        """Index a name now, let a text wait; kinds that are not searched are left alone."""
        if isinstance(item, Learner):
            parts = (item.forename, item.surname, item.called)
            self._connection.run(
                "INSERT INTO names(id, text) VALUES(?, ?) "
                "ON CONFLICT(id) DO UPDATE SET text = excluded.text",
                item_id, " ".join(part for part in parts if part),
            )  # fmt: skip
        elif table in SEARCHED:
            self._wait(table, item_id)

    def remove(self, table: str, item_id: str) -> None:
        """Take a name out now; a text's terms go with the next that waits."""
        if table == "learners":
            self._connection.run("DELETE FROM names WHERE id = ?", item_id)
        elif table in SEARCHED:
            self._wait(table, item_id)

    def flush(self, most: int = BATCH) -> int:
        """Index what waits, what was made first first and so many at most; how many it was."""
        waiting = self._connection.rows(
            "SELECT id, kind FROM unindexed ORDER BY id, kind LIMIT ?", most
        )
        for item_id, kind in waiting:
            self._index(kind, item_id)
            self._connection.run("DELETE FROM unindexed WHERE id = ? AND kind = ?", item_id, kind)
        return len(waiting) + self._reach_on(most - len(waiting))

    def _reach_on(self, most: int) -> int:
        """Index so many at most of the statements beyond the mark, and move it; how many."""
        beyond = self._connection.rows(f"{BEYOND} ORDER BY w.id LIMIT ?", most)
        for kind, item_id in beyond:
            self._index(kind, item_id)
        if beyond:
            upto = str(beyond[-1][1])
            self._connection.run("UPDATE indexed SET upto = ? WHERE kind = 'words'", upto)
            # Even if this is undone: too far is harmless.
            self._reach.upto = max(self._reach.upto, upto)
        return len(beyond)

    def forget(self, learner_id: str) -> None:
        """Remove what is searched of a learner, and leave no letter of it in the indexes."""
        self._connection.run("DELETE FROM names WHERE id = ?", learner_id)
        self._connection.run(
            "DELETE FROM unindexed WHERE EXISTS (SELECT 1 FROM texts t WHERE t.learner_id = ? "
            "AND t.kind = unindexed.kind AND t.id = unindexed.id)",
            learner_id,
        )
        self._connection.run("DELETE FROM texts WHERE learner_id = ?", learner_id)
        for table in ("names_index", "texts_index"):
            self._connection.run(f"INSERT INTO {table}({table}) VALUES('rebuild')")

    def begin_again(self) -> None:
        """Forget everything that is searched and put every item in line again."""
        for table in ("names", "texts", "unindexed"):
            self._connection.run(f"DELETE FROM {table}")  # noqa: S608
        for table in ("names_index", "texts_index"):
            # Whatever the indexes held, they now hold what the plain columns hold: nothing.
            self._connection.run(f"INSERT INTO {table}({table}) VALUES('rebuild')")
        for kind in SEARCHED:
            self._connection.run(
                f"INSERT INTO unindexed(kind, id) SELECT ?, id FROM {kind} ORDER BY id",  # noqa: S608
                kind,
            )

    def _wait(self, kind: str, item_id: str) -> None:
        if kind == "words" and item_id > self._reach.upto:
            return
        self._connection.run(
            "INSERT OR IGNORE INTO unindexed(kind, id) VALUES(?, ?)", kind, item_id
        )

    def _index(self, kind: str, item_id: str) -> None:
        text, learner_id = searched_text(self._connection, kind, item_id)
        if not text:
            self._connection.run("DELETE FROM texts WHERE kind = ? AND id = ?", kind, item_id)
            return
        own = {plain(term) for term in terms(text)}
        forms = dict.fromkeys(plain(term) for term in terms(self._lemmas(text)))
        # A dictionary form that stands in the text itself is not indexed a second time.
        lemma = " ".join(form for form in forms if form not in own)
        self._connection.run(
            "INSERT INTO texts(kind, id, learner_id, text, lemma) VALUES(?, ?, ?, ?, ?) "
            "ON CONFLICT(kind, id) DO UPDATE SET learner_id = excluded.learner_id, "
            "text = excluded.text, lemma = excluded.lemma",
            kind, item_id, learner_id or None, text, lemma,
        )  # fmt: skip


def _both(text: Text) -> str:
    return "\n".join(part for part in (text.cy, text.en) if part)


def _plan_texts(plan: Plan) -> Iterator[str]:
    for section in plan.sections:
        for block in section.blocks:
            for value in block.values:
                if not value.text.empty:
                    yield _both(value.text)
