"""Reads a gettext catalogue, fast enough to do at every start.

Only what our own catalogues hold is understood: contexts, ids, plurals, comments, strings over
several lines. Anything else is a damaged file and is refused, never skipped.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final

from aln_review.domain.errors import OwnFault

Forms = tuple[str, ...]
"""The wording of one key: a single sentence, or one for each plural form."""

_ESCAPES: Final = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}


@dataclass(slots=True)
class Messages:
    """Everything one catalogue says.

    ``ours`` is by our own key; ``native`` by (context, source text), for the sentences that Qt
    asks for; ``counted`` names the keys of ``ours`` that have plural forms.
    """

    ours: dict[str, Forms] = field(default_factory=dict)
    native: dict[tuple[str, str], Forms] = field(default_factory=dict)
    counted: set[str] = field(default_factory=set)
    header: str = ""


@dataclass(slots=True)
class _Entry:
    context: str = ""
    key: str = ""
    plural: bool = False
    forms: list[str] = field(default_factory=list)


def read(path: Path) -> Messages:
    """The catalogue at ``path``, parsed again only when the file has changed.

    Raises :class:`OwnFault` for a file that is missing or not a catalogue: both mean that the
    product was put together wrongly.
    """
    try:
        stat = path.stat()
    except OSError as fault:
        raise OwnFault("error.language.catalogue_missing", file=path.name) from fault
    return _read(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=8)
def _read(path: Path, _modified: int, _size: int) -> Messages:
    return parse(path.read_text("utf-8"), path.name)


def parse(text: str, name: str = "catalogue") -> Messages:
    """The messages in the text of a catalogue; ``name`` is used in a fault's facts alone."""
    messages = Messages()
    for entry in _entries(text, name):
        forms = tuple(entry.forms)
        if entry.context:
            messages.native[entry.context, entry.key] = forms
        elif entry.key:
            messages.ours[entry.key] = forms
            if entry.plural:
                messages.counted.add(entry.key)
        else:
            messages.header = forms[0]
    return messages


def _entries(text: str, name: str) -> Iterator[_Entry]:
    entry = _Entry()
    current = ""
    for number, line in enumerate(text.split("\n"), 1):
        if not line or line[0] == "#":
            continue
        if line[0] == '"':
            _extend(entry, current, _unquoted(line, name, number))
            continue
        word, _, quoted = line.partition(" ")
        value = _unquoted(quoted, name, number)
        if word in ("msgctxt", "msgid") and entry.forms:
            yield entry
            entry = _Entry()
        if word.startswith("msgstr"):
            entry.forms.append(value)
        elif word == "msgid":
            entry.key = value
        elif word == "msgctxt":
            entry.context = value
        elif word == "msgid_plural":
            entry.plural = True
        else:
            raise OwnFault("error.language.catalogue_damaged", file=name, line=number)
        current = word
    if entry.forms:
        yield entry


def _extend(entry: _Entry, current: str, value: str) -> None:
    if current == "msgid":
        entry.key += value
    elif current == "msgctxt":
        entry.context += value
    elif entry.forms:
        entry.forms[-1] += value


def _unquoted(quoted: str, name: str, number: int) -> str:
    if len(quoted) < 2 or quoted[0] != '"' or quoted[-1] != '"':
        raise OwnFault("error.language.catalogue_damaged", file=name, line=number)
    inner = quoted[1:-1]
    if "\\" not in inner:
        return inner
    parts = iter(inner)
    try:
        return "".join(_ESCAPES[next(parts, "")] if c == "\\" else c for c in parts)
    except KeyError as fault:
        raise OwnFault("error.language.catalogue_damaged", file=name, line=number) from fault
