"""What a field rests on: chips in the speaker's own words, whatever the language of the screen."""

from __future__ import annotations

from collections.abc import Mapping

from aln_review.casework.say import Say
from aln_review.domain.plan import Source, SourceKind
from ui.retranslate import Words
from ui.tokens import Tone

LOOKS: Mapping[SourceKind, tuple[str, Tone]] = {
    SourceKind.WORDS: ("quote", Tone.PLUM),
    SourceKind.PROFILE: ("id-card", Tone.PLUM),
    SourceKind.REVIEW: ("messages-square", Tone.TEAL),
    SourceKind.RECORD: ("contact", Tone.SLATE),
    SourceKind.DOCUMENT: ("file-text", Tone.AMBER),
    SourceKind.EARLIER: ("history", Tone.SLATE),
}
CUT = 42
"""Characters of a quotation on a chip; the whole of it opens."""


def shortened(text: str, most: int = CUT) -> str:
    """The text, cut between words and ended with … where it is long."""
    if len(text) <= most:
        return text
    return text[:most].rsplit(" ", 1)[0].rstrip(",.;:") + "…"


def chip_words(source: Source, words: Words) -> str:
    """A chip's words: whose and what, or what kind of thing and when."""
    said = source.text.said or source.text.read(words.language)
    if source.kind is SourceKind.WORDS and said:
        who = source.said_by or words.t("plan.source.words")
        return words.t("plan.source.said", who=who, said=shortened(said))
    if source.on is not None:
        return words.t(f"plan.source.{source.kind.value}_on", on=source.on)
    return words.t(f"plan.source.{source.kind.value}")


def whole(source: Source) -> Say:
    """The whole of a source, as a sentence to open."""
    said = source.text.said or source.text.read(source.text.original)
    if source.on is not None and said:
        return Say.of("plan.source.whole_on", who=source.said_by or "–", said=said, on=source.on)
    if said:
        return Say.of("plan.source.whole", who=source.said_by or "–", said=said)
    return Say.of(f"plan.source.{source.kind.value}")
