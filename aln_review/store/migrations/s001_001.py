"""Schema 1.1: what is kept of an erasure, what holds a record, and requests to see one.

Holds and requests are the learner's and go with the record; an erasure outlives it.
"""

from __future__ import annotations

from aln_review.store.engine import Connection

ADDED: dict[str, dict[str, type]] = {
    "holds": {"learner_id": str},
    "disclosures": {"learner_id": str},
    "erasures": {"learner_id": str, "proof": str},
}
_OWNED = ("holds", "disclosures")
_INDEXES = (
    ("holds", ("learner_id",)),
    ("disclosures", ("learner_id",)),
    ("erasures", ("learner_id",)),
    ("erasures", ("proof",)),
)


def apply(connection: Connection) -> None:
    """Add the three tables to a vault of schema 1.0."""
    tables = connection.tables
    for name, columns in ADDED.items():
        tables.table(name).create(
            {"id": str, **columns, "body": str},
            pk="id",
            not_null={"id", "body"},
            foreign_keys=[("learner_id", "learners", "id")] if name in _OWNED else [],
            strict=True,
        )
    for name, indexed in _INDEXES:
        tables.table(name).create_index(indexed)
