"""A small open store for each test that asks for one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from aln_review.store.database import Cancel, Store
from aln_review.vault.keys import DataKey

KEY = DataKey(bytes(range(32)))


def lower(text: str) -> str:
    """Lemmas for tests: *plant* belongs to *plentyn*, everything else to itself."""
    return text.casefold().replace("plant", "plentyn")


class Clock:
    """A clock that moves one second at each look."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


class Waiting:
    """Holds what should run a little later until the test says so."""

    def __init__(self) -> None:
        self.actions: list[object] = []

    def __call__(self, action: object) -> Cancel:
        self.actions.append(action)
        return self.actions.clear

    def run(self) -> None:
        """Let the time pass."""
        actions, self.actions = self.actions, []
        for action in actions:
            assert callable(action)
            action()


@pytest.fixture
def waiting() -> Waiting:
    return Waiting()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "vault.db"


@pytest.fixture
def store(path: Path, waiting: Waiting) -> Iterator[Store]:
    made = Store.create(path, KEY, lower, now=Clock(), actor=lambda: "Gwen Pari", later=waiting)
    yield made
    made.close()
