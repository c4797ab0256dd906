"""Schema 1.1: what is kept of an erasure, what holds a record, requests to see one; card order.

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
_PLACES = (
    "UPDATE words SET position = json_extract(body, '$.position') WHERE json_valid(body)",
    "CREATE INDEX idx_words_place ON words(review_id, sheet, position)",
)
"""The last card of a full wall is found at every pause in typing."""


def apply(connection: Connection) -> None:
    """Add the three tables, and the cards' places, to a vault of schema 1.0."""
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
    tables.table("words").add_column("position", int)
    for statement in _PLACES:
        connection.run(statement)
