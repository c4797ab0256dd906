"""The vault's mail: one round over the network or by a folder, whenever somebody asks for it."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import random

from aln_review.casework.core import Casework
from aln_review.casework.places import made
from aln_review.casework.post import HeldMembership, VaultInbox, VaultOutbox, VaultRegister
from aln_review.domain.errors import Refusal
from aln_review.domain.setting import SettingKind
from aln_review.sync.courier import Courier, Round
from aln_review.sync.faults import NotTaken, Unreachable
from aln_review.sync.probe import Finding, probe
from aln_review.sync.requests import Requests, system_client
from aln_review.sync.transports.folder import FolderTransport, Side
from aln_review.sync.transports.https import HttpsTransport


class Mail:
    """Carries for one open vault. Slow: never called on the window's own thread."""

    def __init__(self, vault: Casework, chance: Callable[[], float] = random) -> None:
        area = made(vault.tools.area)
        self._vault = vault
        self._courier = Courier(
            VaultOutbox(vault),
            VaultInbox(vault),
            VaultRegister(vault),
            area,
            vault.tools.now,
            chance,
        )

    def round(self) -> Round:
        """Offer, collect and match over the network, once.

        Whoever has not joined yet hands the answer to the invitation in as well: it may have been
        opened where there was no network.

        Raises:
            Refusal: not joined, or the authority has no gateway.

        """
        held = self._vault.ask(HeldMembership()).membership
        with self._network() as transport:
            if held.request:
                # Whether it was taken is seen when the register names us; nobody waits for it.
                with suppress(NotTaken, Unreachable):
                    transport.ask_to_join(held.code, held.request)
            return self._courier.round(transport)

    def round_by_folder(self, folder: Path, kind: SettingKind) -> Round:
        """The same by a folder on a stick or a share, which may itself be synchronised."""
        side = Side.DESK if kind is SettingKind.AUTHORITY else Side.SETTING
        return self._courier.round(FolderTransport(folder, side))

    def ask_to_join(self) -> None:
        """Hand our answer to the invitation in over the network.

        Raises:
            Refusal: there is no answer to hand in, or no gateway.
            WorldFault: nobody is there.

        """
        held = self._vault.ask(HeldMembership()).membership
        if not held.request:
            raise Refusal("error.dispatch.not_asked")
        with self._network() as transport:
            transport.ask_to_join(held.code, held.request)

    def requests_to_join(self) -> tuple[str, ...]:
        """Requests that wait at the gateway for the desk."""
        with self._network() as transport:
            return tuple(letter.token for letter in transport.requests(0).items)

    def test(self) -> tuple[Finding, ...]:
        """Go through the steps of a connection and say what each one found."""
        held = self._vault.ask(HeldMembership())
        address = self._address()
        with self._client(address) as requests:
            return probe(address, requests, held.membership.root_fingerprint)

    def _address(self) -> str:
        address = self._vault.ask(HeldMembership()).membership.gateway
        if not address:
            raise Refusal("error.dispatch.no_gateway")
        return address

    @contextmanager
    def _client(self, address: str) -> Iterator[Requests]:
        identity = self._vault.ask(HeldMembership()).identity
        with system_client(address) as client:
            yield Requests(address, identity, self._vault.tools.now, secrets.token_bytes, client)

    @contextmanager
    def _network(self) -> Iterator[HttpsTransport]:
        with self._client(self._address()) as requests:
            yield HttpsTransport(requests)
