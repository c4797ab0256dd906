"""What the first page does not wait for is loaded when it is used, or when there is time."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from aln_review.domain import late as subject
from aln_review.domain.late import late, load


@pytest.fixture(name="library")
def _library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A library nobody has loaded yet; what is named in the test is forgotten after it."""
    name = "a_library_for_later"
    (tmp_path / f"{name}.py").write_text("ANSWER = 42\n", "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(subject, "_named", [])
    monkeypatch.delitem(sys.modules, name, raising=False)
    return name


def test_it_is_loaded_when_it_is_first_used(library: str) -> None:
    module = late(library)
    assert library not in sys.modules
    assert module.ANSWER == 42
    assert library in sys.modules


def test_everything_named_is_loaded_when_there_is_time(library: str) -> None:
    late(library)
    load()
    assert library in sys.modules


def test_what_a_module_does_not_have_is_missed_as_ever(library: str) -> None:
    with pytest.raises(AttributeError):
        _ = late(library).QUESTION
