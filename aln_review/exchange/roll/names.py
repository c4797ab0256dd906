"""Names written one way: composed letters, one apostrophe, capitals where a name has them."""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = re.compile("[\u0027\u0060\u00b4\u2018\u201b\u02bc\u02b9\u2032\uff07]")
_LOWER = frozenset(
    {
        *("ap", "ab", "ferch", "verch"),
        *("de", "da", "di", "dos", "von", "van", "der", "den", "la", "le", "el", "y"),
        *("bin", "bint", "ibn"),
    }
)
"""Parts of names that are written small when another name follows. Welsh patronymics first."""
_NUMERALS = frozenset({"II", "III", "IV"})
_CALLED = re.compile(
    r"^(?P<rest>.*?)[\s]*[(\[“\"](?P<called>[^()\[\]“”\"]+)[)\]”\"]\s*(?P<end>.*)$"
)
_WELSH_LINK = frozenset({"ap", "ab", "ferch", "verch"})
MAX_NAME = 100


def tidy_name(text: str) -> str:
    """Composed, single spaces, one apostrophe, one hyphen: ``O’Brien``, ``Rhys-Jones``."""
    if text.isalpha() and text.isascii():
        return text
    text = _APOSTROPHES.sub("’", unicodedata.normalize("NFC", text))
    text = re.sub(r"\s*[\u2010\u2011\u2012\u2013]\s*|(?<=\w)\s*-\s*(?=\w)", "-", text)
    return " ".join(text.split()).strip(" ,;")


def shouted(name: str) -> bool:
    """All in capitals, or all small: the system lost the name's own capitals."""
    letters = [sign for sign in name if sign.isalpha()]
    return len(letters) > 1 and (name.upper() == name or name.lower() == name)


def proper_case(name: str) -> str:
    """A name in capitals as a name: ``McDonald``, ``O’Brien``, ``ap Gwilym``, ``Siôn-Llŷr``."""
    parts = name.split(" ")
    cased = []
    for place, part in enumerate(parts):
        small = part.casefold()
        if small in _LOWER and place < len(parts) - 1:
            cased.append(small)
        elif part.upper() in _NUMERALS and place > 0:
            cased.append(part.upper())
        else:
            cased.append("-".join(_cased(piece) for piece in part.split("-")))
    return " ".join(cased)


def _cased(piece: str) -> str:
    small = piece.lower()
    if len(small) > 3 and small.startswith("mc"):
        return "Mc" + small[2].upper() + small[3:]
    if len(small) > 2 and small[1] == "’":
        return small[0].upper() + "’" + small[2].upper() + small[3:]
    return small[:1].upper() + small[1:]


def split_full(text: str) -> tuple[str, str, str]:
    """Forename, surname and, where it stands in brackets, the name the learner is called by.

    *Surname, Forename* where there is a comma; otherwise the last word is the surname, with
    *ap*, *ab* or *ferch* and what follows. A single word gives no surname.
    """
    called = ""
    if found := _CALLED.match(text):
        called = tidy_name(found["called"])
        text = f"{found['rest']} {found['end']}"
    if "," in text:
        surname, _, forename = text.partition(",")
        return tidy_name(forename), tidy_name(surname), called
    parts = tidy_name(text).split(" ")
    at = next((i for i, p in enumerate(parts) if i and p.casefold() in _WELSH_LINK), len(parts) - 1)
    if not 0 < at < len(parts):
        return " ".join(parts), "", called
    return " ".join(parts[:at]), " ".join(parts[at:]), called


def odd(name: str) -> bool:
    """Holds something other than letters, spaces, apostrophes, hyphens and full stops."""
    return any(not (s.isalpha() or unicodedata.combining(s) or s in " ’-.") for s in name)


def lost_letter(name: str) -> bool:
    """A letter became ``?`` on the way out of a system that does not know ŵ and ŷ."""
    return "?" in name or "\ufffd" in name


def mend(text: str) -> str:
    """Undo UTF-8 that was read as Windows-1252 and saved again: ``GlÃ¢n`` is ``Glân``.

    Text that was not spoilt that way comes back as it was.
    """
    if not any(sign in text for sign in "ÃÂÅâ"):
        return text
    try:
        return unicodedata.normalize("NFC", text.encode("windows-1252").decode("utf-8"))
    except UnicodeError:
        return text
