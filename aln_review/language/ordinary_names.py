"""First names that are also words of either language, and words that follow a name.

Compared without accents and in any case. A name missing here is found more often than it
should be, never less; so the lists hold what is common in Wales and stop there.
"""

from __future__ import annotations

from typing import Final

CALENDAR: Final = """
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday
    ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr
    llun mercher iau gwener sadwrn sul dydd ddydd nos nadolig christmas pasg easter haf gaeaf
"""
"""Days, months and seasons: words with a capital of their own in one language or the other."""

AFTER_A_NAME: Final = """
    mr mrs ms miss dr syr sir madam mam dad nain taid mamgu tadcu blwyddyn year cymraeg saesneg
    welsh english ysgol school dosbarth class cadw keep eisiau and the has was will can may
"""
"""Words that may follow a first name with a capital and are no surname."""

TITLES: Final = "mr mrs ms miss dr syr sir"
"""What stands before a surname: *Ms Elis* is no child called Elis."""

ORDINARY: Final = """
    amber angel april art ash august autumn basil bill blessing bob bonnie brook carol carter
    chance charity chase christian clay cliff coral crystal daisy dale dawn dean dot drew duke
    earl eden eve faith fern finch flora fox frank gene ginger glen grace grant grey guy harper
    harry hazel heath heather holly honey hope hunter iris ivy jack jade jasmine jay jet jewel
    john jordan joy june justice king lance lee liberty lily lynn mason marina mark max may
    melody mercy miles mo nick noble olive page paris pat patience paul pearl penny piper poppy
    porter prince ray reed rex rich river rob robin rocky rosa rose rosemary rowan ruby rusty
    sage sandy sienna sky skye star sterling stone storm sue summer sunny taylor tiger tom trinity
    troy victor victoria violet wade ward west will willow winter wren york
    aderyn alaw arian aur awel awen blodyn bryn cai cain cariad
    celyn coed dafad deri derwen dewin ebrill eira eirin enfys eos
    garw glan glas glyn glo gwawr gwen gwenith gwennol gwyn gwynt
    haf hafan hedd heddwch heddwyn helyg heulwen hydref ifanc iau lili llew lleu
    lleuad llio lloer llwyd lyn mab mai mair mawr medi meillion
    mefus mel mererid mor morwen mwyn nant nel non oen olwen onnen rhiain rhodd rhosyn
    rhydd seren swyn tan taran teg tegan tesni tir tirion wen wyn
    ynys
"""
"""Names that a sentence may hold without naming anybody."""
