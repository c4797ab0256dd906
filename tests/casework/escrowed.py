"""A school whose authority has a key of its vault, and what is asked of both."""

from __future__ import annotations

import pytest

from aln_review.casework.asking import Asked
from aln_review.casework.core import Work
from aln_review.casework.escrow import EscrowKeys
from aln_review.casework.helping import Answer, HelpDesk
from aln_review.casework.keyring import Proof
from aln_review.casework.membership import own_identity
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import AlnError
from aln_review.packages.identity import Identity
from aln_review.vault.keyslots import SlotKind
from tests.casework.handing import log_of
from tests.casework.town import let_in
from tests.casework.vaults import (
    PASSPHRASE,
    Made,
)

PROOF = Proof(SlotKind.PASSPHRASE, PASSPHRASE)


def keys_of(made: Made) -> EscrowKeys:
    return EscrowKeys(made.door, made.vault)


def given(school: Made, desk: Made) -> EscrowKeys:
    let_in(desk.vault, school.vault)
    keys = keys_of(school)
    keys.give(PROOF)
    return keys


def identity_of(made: Made) -> Identity:
    with made.vault.store.unit() as unit:
        return own_identity(Work(unit, made.vault.tools))


def answered(desk: Made, request: Asked | str) -> Answer:
    text = request if isinstance(request, str) else request.text
    return HelpDesk(desk.door, desk.vault).answer(text, PROOF, Language.CY, rang=True)


def actions(made: Made) -> list[str]:
    return [line.action for line in log_of(made.vault)]


def stopped(work: object, *args: object, **more: object) -> str:
    with pytest.raises(AlnError) as caught:
        work(*args, **more)  # type: ignore[operator]
    return caught.value.key
