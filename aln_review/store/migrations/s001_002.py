"""Schema 1.2: a card is saved at every pause in typing, so a save writes fewer pages.

One index of a card's place serves what three did: a review belongs to one learner. What waits to
be indexed lies in one tree, and a new card is not among it: it comes after the last card that was
indexed. ``seq`` is there for programs of schema 1.1 alone, which take a line
out by it.
"""

from __future__ import annotations

from aln_review.store.engine import Connection

ADDED = ("indexed",)
_STATEMENTS = (
    "DROP INDEX idx_words_learner_id",
    "DROP INDEX idx_words_review_id",
    "DROP INDEX idx_words_place",
    "CREATE INDEX idx_words_place ON words(learner_id, review_id, sheet, position)",
    """CREATE TABLE waiting (
        id TEXT NOT NULL, kind TEXT NOT NULL, seq INTEGER NOT NULL DEFAULT (random()),
        PRIMARY KEY(id, kind)) STRICT, WITHOUT ROWID""",
    "INSERT INTO waiting(id, kind) SELECT id, kind FROM unindexed",
    "DROP TABLE unindexed",
    "ALTER TABLE waiting RENAME TO unindexed",
    "CREATE TABLE indexed (kind TEXT PRIMARY KEY, upto TEXT NOT NULL) STRICT, WITHOUT ROWID",
    "INSERT INTO indexed(kind, upto) SELECT 'words', coalesce(max(id), '') FROM words",
)


def apply(connection: Connection) -> None:
    """Change the indexes of a vault of schema 1.1."""
    for statement in _STATEMENTS:
        connection.run(statement)
