"""Schema 1.0: the first.

Written out in full rather than built from today's table-specs: a released step must make the
same tables for ever.
"""

from __future__ import annotations

from aln_review.store.engine import Connection

APPLICATION_ID = 0x414C4E52
"""*ALNR* in SQLite's header, so that the file says what it is to whoever holds the key."""

_ENTITIES: dict[str, dict[str, type]] = {
    "learners": {
        "surname": str,
        "forename": str,
        "born": str,
        "upn": str,
        "class_name": str,
    },
    "people": {"learner_id": str},
    "words": {"learner_id": str, "review_id": str, "sheet": str},
    "profiles": {"learner_id": str, "version": int, "locked": int},
    "reviews": {"learner_id": str, "stage": str, "on": str},
    "plans": {"learner_id": str, "plan_id": str, "version": int, "state": str, "review_id": str},
    "cases": {"learner_id": str},
    "documents": {"learner_id": str},
    "outbox": {"learner_id": str, "state": str, "sequence": int},
    "arrivals": {"state": str},
}
_OWNED = ("people", "words", "profiles", "reviews", "plans", "cases", "documents")
"""Kinds whose learner must be in the vault. Outbox lines outlive an erased learner's record."""

_INDEXES = (
    ("learners", ("surname", "forename")),
    ("learners", ("upn",)),
    ("people", ("learner_id",)),
    ("words", ("learner_id",)),
    ("words", ("review_id",)),
    ("profiles", ("learner_id",)),
    ("reviews", ("learner_id",)),
    ("reviews", ("stage",)),
    ("plans", ("learner_id",)),
    ("plans", ("plan_id", "version")),
    ("plans", ("review_id",)),
    ("cases", ("learner_id",)),
    ("documents", ("learner_id",)),
    ("outbox", ("learner_id",)),
    ("outbox", ("state",)),
    ("arrivals", ("state",)),
)

_SEARCH = (
    # What can be searched, in plain columns; the two indexes below hold only terms.
    """CREATE TABLE names (
        seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, text TEXT NOT NULL) STRICT""",
    """CREATE TABLE texts (
        seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, learner_id TEXT,
        text TEXT NOT NULL, lemma TEXT NOT NULL, UNIQUE(kind, id)) STRICT""",
    # Statements and plans whose texts wait to be indexed.
    """CREATE TABLE unindexed (
        seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, UNIQUE(kind, id)) STRICT""",
    """CREATE VIRTUAL TABLE names_index USING fts5(
        text, content='names', content_rowid='seq', prefix='1 2 3',
        tokenize='unicode61 remove_diacritics 2')""",
    """CREATE VIRTUAL TABLE texts_index USING fts5(
        text, lemma, content='texts', content_rowid='seq', prefix='2 3',
        tokenize='unicode61 remove_diacritics 2')""",
    "INSERT INTO names_index(names_index, rank) VALUES('secure-delete', 1)",
    "INSERT INTO texts_index(texts_index, rank) VALUES('secure-delete', 1)",
    """CREATE TRIGGER names_added AFTER INSERT ON names BEGIN
        INSERT INTO names_index(rowid, text) VALUES(new.seq, new.text); END""",
    """CREATE TRIGGER names_removed AFTER DELETE ON names BEGIN
        INSERT INTO names_index(names_index, rowid, text)
        VALUES('delete', old.seq, old.text); END""",
    """CREATE TRIGGER names_changed AFTER UPDATE ON names WHEN old.text IS NOT new.text BEGIN
        INSERT INTO names_index(names_index, rowid, text) VALUES('delete', old.seq, old.text);
        INSERT INTO names_index(rowid, text) VALUES(new.seq, new.text); END""",
    """CREATE TRIGGER texts_added AFTER INSERT ON texts BEGIN
        INSERT INTO texts_index(rowid, text, lemma)
        VALUES(new.seq, new.text, new.lemma); END""",
    """CREATE TRIGGER texts_removed AFTER DELETE ON texts BEGIN
        INSERT INTO texts_index(texts_index, rowid, text, lemma)
        VALUES('delete', old.seq, old.text, old.lemma); END""",
    """CREATE TRIGGER texts_changed AFTER UPDATE ON texts
        WHEN old.text IS NOT new.text OR old.lemma IS NOT new.lemma BEGIN
        INSERT INTO texts_index(texts_index, rowid, text, lemma)
        VALUES('delete', old.seq, old.text, old.lemma);
        INSERT INTO texts_index(rowid, text, lemma)
        VALUES(new.seq, new.text, new.lemma); END""",
)

_BESIDE = (
    "CREATE TABLE steps (version INTEGER PRIMARY KEY, name TEXT NOT NULL, at TEXT NOT NULL) STRICT",
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    """CREATE TABLE drafts (
        screen TEXT NOT NULL, field TEXT NOT NULL, text TEXT NOT NULL,
        PRIMARY KEY(screen, field)) STRICT, WITHOUT ROWID""",
    "CREATE TABLE contents (id TEXT PRIMARY KEY, size INTEGER NOT NULL, parts INTEGER NOT NULL) "
    "STRICT, WITHOUT ROWID",
    """CREATE TABLE content_parts (
        seq INTEGER PRIMARY KEY, content_id TEXT NOT NULL REFERENCES contents(id),
        part INTEGER NOT NULL, data BLOB NOT NULL, digest BLOB NOT NULL,
        UNIQUE(content_id, part)) STRICT""",
    """CREATE TABLE access_log (
        seq INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL,
        learner_id TEXT NOT NULL, subject TEXT NOT NULL, detail TEXT NOT NULL,
        digest TEXT NOT NULL) STRICT""",
    "CREATE INDEX access_log_learner ON access_log(learner_id)",
)


def apply(connection: Connection) -> None:
    """Make every table, index and trigger of schema 1.0 in an empty database."""
    connection.run(f"PRAGMA application_id={APPLICATION_ID:d}")
    tables = connection.tables
    for name, columns in _ENTITIES.items():
        tables.table(name).create(
            {"id": str, **columns, "body": str},
            pk="id",
            not_null={"id", "body"},
            foreign_keys=[("learner_id", "learners", "id")] if name in _OWNED else [],
            strict=True,
        )
    for name, indexed in _INDEXES:
        tables.table(name).create_index(indexed)
    for statement in (*_SEARCH, *_BESIDE):
        connection.run(statement)
