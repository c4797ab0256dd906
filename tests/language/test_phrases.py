"""The files of vague and deficit wording: whole in both languages, nothing listed twice."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2] / "resources" / "phrases"


def entries(name: str, listed: str) -> list[dict[str, Any]]:
    data = json.loads((ROOT / name).read_text("utf-8"))
    assert data["verified"]["cy"] == "own_knowledge_not_verified"
    found: list[dict[str, Any]] = data[listed]
    return found


def test_forty_vague_phrases() -> None:
    assert len(entries("vague.json", "phrases")) == 40


@pytest.mark.parametrize(
    ("name", "listed", "says"),
    [("vague.json", "phrases", "ask"), ("strengths.json", "nudges", "say")],
)
def test_each_entry_speaks_both_languages(name: str, listed: str, says: str) -> None:
    found = entries(name, listed)
    assert len({entry["id"] for entry in found}) == len(found)
    for entry in found:
        for language in ("cy", "en"):
            assert entry[language], entry["id"]
            assert entry[says][language].endswith(("?", ".")), entry["id"]
            assert all(phrase == phrase.strip().lower() for phrase in entry[language])


@pytest.mark.parametrize(
    ("name", "listed"), [("vague.json", "phrases"), ("strengths.json", "nudges")]
)
@pytest.mark.parametrize("language", ["cy", "en"])
def test_no_phrase_belongs_to_two_entries(name: str, listed: str, language: str) -> None:
    phrases = [phrase for entry in entries(name, listed) for phrase in entry[language]]
    assert len(set(phrases)) == len(phrases)
