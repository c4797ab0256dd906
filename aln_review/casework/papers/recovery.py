"""The recovery sheet on paper: the only place its words ever stand."""

from __future__ import annotations

from aln_review.casework.core import Tools
from aln_review.casework.door import NewSheet
from aln_review.domain.setting import Setting
from aln_review.domain.wales import day_in_wales
from aln_review.reports.document import PaperFile, RecoveryPaper
from aln_review.reports.recovery_sheet import recovery_pdf


def recovery_file(tools: Tools, setting: Setting, sheet: NewSheet) -> PaperFile:
    """The sheet as a PDF in both languages, the sheet's own first."""
    paper = RecoveryPaper(
        words=sheet.words,
        vault=setting.name,
        made_on=day_in_wales(tools.now()),
        words_language=sheet.language,
    )
    first, second = sheet.language, sheet.language.other
    return recovery_pdf(paper, tools.catalogues[first], tools.catalogues[second])
