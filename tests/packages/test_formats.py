"""The published schemas are the shapes the code checks, and say the same as a JSON Schema tool."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aln_review.packages.invitation import INVITATION_SHAPE, JOIN_SHAPE
from aln_review.packages.manifest import MANIFEST
from aln_review.packages.receipt import RECEIPT_SHAPE
from aln_review.packages.record import RECORD_SHAPE
from aln_review.packages.register import REGISTER_SHAPE
from aln_review.packages.shapes import Misshapen, Obj, Shape, clean, clean_line, published
from tests.packages import makers

FORMATS = Path(__file__).parents[2] / "resources" / "formats"
SHAPES: dict[str, tuple[Shape, str]] = {
    "invitation-1": (INVITATION_SHAPE, "ALN Review: invitation, version 1"),
    "join-1": (JOIN_SHAPE, "ALN Review: request to join, version 1"),
    "manifest-1": (MANIFEST, "ALN Review: package manifest, version 1"),
    "receipt-1": (RECEIPT_SHAPE, "ALN Review: receipt, version 1"),
    "record-1": (RECORD_SHAPE, "ALN Review: structured record, version 1"),
    "register-1": (REGISTER_SHAPE, "ALN Review: register, version 1"),
}


def text(name: str) -> str:
    shape, title = SHAPES[name]
    return json.dumps(published(shape, title), indent=1, ensure_ascii=True) + "\n"


@pytest.mark.parametrize("name", SHAPES)
def test_the_published_schema_is_the_shape(name: str) -> None:
    assert (FORMATS / f"{name}.schema.json").read_text("utf-8") == text(name)


@pytest.mark.parametrize("name", SHAPES)
def test_the_published_schema_is_valid(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(text(name)))


def leaves(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    found: list[tuple[str | int, ...]] = [path] if path else []
    steps = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, item in steps:
        found += leaves(item, (*path, key))
    return found


ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(max_size=12),
    st.sampled_from(["2026-02-30", "\u202eabc", "a\nb", "a\n", "\u0007", "x" * 200_000]),
    st.lists(st.none(), max_size=2),
    st.just({}),
)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_shape_and_schema_agree_on_any_one_fault(data: st.DataObject) -> None:
    record = json.loads(json.dumps(makers.record()))
    path = data.draw(st.sampled_from(leaves(record)))
    odd = data.draw(ODD)
    holder = record
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = odd
    validator = jsonschema.Draft202012Validator(
        published(RECORD_SHAPE, "x"),
        format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER,
    )
    try:
        RECORD_SHAPE.check(record)
        ours = True
    except Misshapen:
        ours = False
    assert ours is validator.is_valid(record)


@given(st.text())
def test_cleaned_text_always_fits(said: str) -> None:
    from_shapes = Obj({"a": RECORD_SHAPE.fields["message"]})
    for made in (clean(said), clean_line(said)):
        value = {"a": {"cy": made, "en": "", "original": "cy", "stale": False}}
        if len(made) <= 100_000:
            from_shapes.check(value)


def test_cleaning_keeps_every_welsh_letter() -> None:
    letters = "âêîôûŵŷÂÊÎÔÛŴŶáéíóúàèìòùäëïöüẁẃẅỳ’–—•"
    assert clean(letters) == clean_line(letters) == letters
