"""What every builder of demo values leans on: the clock, identifiers, the setting's own rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from aln_review.domain.bilingual import Language, Text, nfc
from aln_review.domain.ids import Ids
from aln_review.domain.setting import Setting
from aln_review.exchange.demo.clock import DemoClock
from aln_review.exchange.demo.rows import Pair, StaffRow
from aln_review.exchange.demo.source import DemoFile


@dataclass(frozen=True, slots=True)
class Bench:
    """The tools of one demo vault in the making."""

    clock: DemoClock
    ids: Ids
    file: DemoFile
    setting: Setting
    staff: Mapping[str, StaffRow]

    def text(self, pair: Pair, original: Language | None = None) -> Text:
        """A text with its dates filled in.

        The original is the one the row names, or else ``original``, or else the language of the
        person whose vault this is; a language with nothing in it is never the original.
        """
        first = pair.first or original or self.setting.language
        if not (pair.cy if first is Language.CY else pair.en):
            first = first.other
        cy, en = self._fill(pair.cy, Language.CY), self._fill(pair.en, Language.EN)
        return Text(first, cy, en, pair.stale)

    def _fill(self, text: str, language: Language) -> str:
        return nfc(self.clock.fill(text, language))
