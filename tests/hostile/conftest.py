"""One open vault for each test that asks for one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.casework.vaults import Made, make


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    """A school's vault, open and empty."""
    found = make(tmp_path)
    yield found
    found.shut()
