"""The certificate of an erasure, made while the name is still known."""

from __future__ import annotations

from aln_review.casework.commands.retention import Farewell
from aln_review.casework.core import Tools
from aln_review.domain.bilingual import Language, Text
from aln_review.domain.keeping import CUSTOM
from aln_review.reports.certificate import certificate_pdf
from aln_review.reports.document import CertificatePaper, PaperFile


def certificate_file(tools: Tools, farewell: Farewell, first: Language) -> PaperFile:
    """The certificate as a PDF in both languages; ``first`` stands on the left."""
    erasure = farewell.erasure
    schedule = tools.law.schedules.find(erasure.schedule)
    if erasure.schedule == CUSTOM:
        pair = {one: tools.catalogues[one].t("keeping.schedule.custom") for one in Language}
        title = Text.both(pair[Language.CY], pair[Language.EN])
    else:
        title = schedule.title if schedule else Text()
    paper = CertificatePaper(
        name=farewell.name,
        born=farewell.born,
        setting=farewell.setting,
        on=erasure.on,
        decided_by=erasure.decided_by,
        ground=erasure.basis.value,
        number=erasure.id,
        counts=tuple((one.kind, one.count) for one in erasure.counts),
        witness=erasure.witness,
        schedule=title,
        due_on=erasure.due_on,
        copies_gone_by=erasure.copies_gone_by,
        copies_removed_on=erasure.copies_removed_on,
        second_place=erasure.second_place.value,
        second_place_on=erasure.second_place_on,
        sent_to=tuple((one.addressee, one.on) for one in farewell.sent_to),
    )
    return certificate_pdf(paper, tools.catalogues[first], tools.catalogues[first.other])
