"""An invented setting that answers an invitation, for the authority's register to look at."""

from __future__ import annotations

from aln_review.domain.bilingual import Text
from aln_review.domain.setting import SettingKind
from aln_review.packages.identity import Identity
from aln_review.packages.invitation import JoinRequest, write_join
from tests.packages.makers import chance
from tests.ui.desk import now


def answer_to(invitation: str) -> str:
    """The text of the ``.alnjoin`` file of a school that nobody knows yet."""
    identity = Identity.create(chance("a school that asks to join"))
    request = JoinRequest(
        invitation=invitation,
        setting="glan-yr-afon",
        kind=SettingKind.SCHOOL,
        name=Text.both("Ysgol Gynradd Glan-yr-afon", "Glan-yr-afon Primary School"),
        person="Mari Prys",
        keys=identity.public,
        made=now(),
    )
    return write_join(request, identity)
