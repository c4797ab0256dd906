"""What a column of a roll may hold."""

from __future__ import annotations

from enum import StrEnum


class Field(StrEnum):
    """The meaning of a column. Values are the keys of ``resources/rules/roll_headings.json``."""

    FORENAME = "forename"
    SURNAME = "surname"
    LEGAL_FORENAME = "legal_forename"
    LEGAL_SURNAME = "legal_surname"
    FULL_NAME = "full_name"
    """Both names in one column: *Surname, Forename* or *Forename Surname*."""
    CALLED = "called"
    BORN = "born"
    UPN = "upn"
    ULN = "uln"
    YEAR = "year"
    CLASS_NAME = "class_name"
    LANGUAGES = "languages"
    """Languages in the learner's life, as the roll words them."""
    LANGUAGE = "language"
    """Welsh or English: the language chosen for being spoken and written to."""
    ADDRESS = "address"
    """A line of the address; several columns may say so and are joined in their order."""
    POSTCODE = "postcode"
    NEEDS = "needs"
    LOOKED_AFTER = "looked_after"
    LOOKED_AFTER_BY = "looked_after_by"
    LEFT_ON = "left_on"
    IGNORED = "ignored"
    """Known, and left out on purpose: no more about a child is kept than the work needs."""
    UNKNOWN = "unknown"
    """A heading nobody has met; shown, so that a person can say what it is."""

    @property
    def message(self) -> str:
        """The message key of its name on screen."""
        return f"roll.field.{self.value}"

    @property
    def many(self) -> bool:
        """More than one column may hold it."""
        return self in _MANY

    @property
    def read(self) -> bool:
        """Columns with this meaning are read at all."""
        return self not in {Field.IGNORED, Field.UNKNOWN}


_MANY = frozenset({Field.ADDRESS, Field.NEEDS, Field.LANGUAGES, Field.IGNORED, Field.UNKNOWN})
