"""What a careful reader of Welsh checks that a rule can check too: terms and plain mutations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

SOFT = {"c": "g", "p": "b", "t": "d", "g": "", "b": "f", "d": "dd", "m": "f", "ll": "l", "rh": "r"}
NASAL = {"c": "ngh", "p": "mh", "t": "nh", "g": "ng", "b": "m", "d": "n"}
ASPIRATE = {"c": "ch", "p": "ph", "t": "th"}

TERMS: Mapping[str, tuple[str, ...]] = {
    r"\bvaults?\b": ("cromgell",),
    r"\bpassphrases?\b": ("cyfrinymadrodd",),
    r"\brecovery sheets?\b": ("taflen adfer", "taflenni adfer"),
    r"\boutcomes?\b": ("deilliant", "deilliannau"),
    r"\blearners?\b": ("dysgwr", "dysgwyr"),
    r"\breviews?\b": ("adolyg",),
    r"\bindividual development plans?\b": ("cynllun datblygu unigol", "cynlluniau datblygu unigol"),
    r"\badditional learning provision\b": ("darpariaeth ddysgu ychwanegol",),
    r"\badditional learning needs\b": ("anghenion dysgu ychwanegol",),
    r"\bactions?\b": ("cam gweithredu", "camau gweithredu", "gweithred"),
    r"\bone-page profiles?\b": ("proffil un dudalen", "proffiliau un dudalen"),
    r"\breceipts?\b": ("derbynneb", "derbynebau"),
    r"\bpackages?\b": ("pecyn",),
    r"\bcancel\b": ("canslo",),
    r"\binvitations?\b": ("gwahoddiad",),
    r"\bminutes of\b": ("cofnodion",),
    r"\battendance\b": ("presenoldeb",),
    r"\bparents?\b": ("rhiant", "rhieni"),
    r"\bhead ?teachers?\b": ("pennaeth", "penaethiaid"),
    r"\bconsent\b": ("cydsyni",),
    r"\blocal authorit": ("awdurdod lleol", "awdurdodau lleol"),
    r"\bsettings? (?:name|kind)": ("lleoliad",),
}
"""English, as a pattern, and the Welsh that must stand beside it in some mutation."""

FEMININE = (
    "cromgell taflen dalen dogfen derbynneb darpariaeth deddf tudalen colofn gweithred brawddeg "
    "gwybodaeth cofrestr blwyddyn trefn tasg tystysgrif cell delwedd cyllideb"
)
"""Feminine nouns of ours that soften after the article; *ll* and *rh* do not."""

_AFTER_SOFT = r"am|ar|at|dan|dros|drwy|gan|heb|hyd|i|o|tan|trwy|wrth|neu|dy|dau|dwy|pa|prif"
_LETTERS = r"ll|rh|c(?!h)|p(?!h)|t(?!h)|m"  # g, b and d may be softened c, p and t
_RULES = (
    rf"(?<![’\w])(?:{_AFTER_SOFT}) (?:{_LETTERS})[^\W\d_]+",
    r"(?<![’\w])(?:a|â|gyda|tua|ei|tri|chwe|na|ni) (?:c|p|t)(?!h)[^\W\d_]+",
    r"\ba (?:gan|gyda)\b",
    r"\b(?:wedi’i|heb ei) (?:c|p|t)(?!h)[^\W\d_]+",
    r"\bfy (?:c|p|t|g(?!h)|b|d)[^\W\d_]+",
    rf"\b(?:yr?|’r) (?:{FEMININE.replace(' ', '|')})\b",
)


def mutations(word: str) -> set[str]:
    """The word and its mutated forms, lower case."""
    forms = {word}
    for table in (SOFT, NASAL, ASPIRATE):
        for start, becomes in table.items():
            if word.startswith(start) and not word.startswith(_longer(start)):
                forms.add(becomes + word[len(start) :])
    return forms | {"h" + word if word[0] in "aeiouwy" else word}


def _longer(start: str) -> tuple[str, ...]:
    """The digraphs that begin with this letter but are letters of their own."""
    return {"c": ("ch",), "p": ("ph",), "t": ("th",), "d": ("dd",), "g": ()}.get(start, ("\0",))


def slips(text: str) -> Iterator[str]:
    """The pairs of words in a Welsh sentence that look unmutated."""
    for pattern in _RULES:
        for match in re.finditer(pattern, text, re.IGNORECASE):
            word = match[0].split(" ")[-1]
            # names and titles stand as they are, and so does an imperative after *neu*
            if not word[0].isupper() and not (match[0].startswith("neu ") and word[-3:] == "wch"):
                yield match[0]
