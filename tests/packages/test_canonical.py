"""One way to write JSON."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aln_review.packages.canonical import NotCanonical, canonical, parse

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text(st.characters(codec="utf-8")),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(codec="utf-8")), inner, max_size=4)
    ),
    max_leaves=20,
)
OBJECTS = st.dictionaries(st.text(st.characters(codec="utf-8")), VALUES, max_size=5)


@given(OBJECTS)
def test_what_is_written_is_read_and_written_the_same(value: dict[str, object]) -> None:
    data = canonical(value)
    assert parse(data) == value
    assert canonical(parse(data)) == data


@given(OBJECTS)
def test_every_other_spelling_is_refused(value: dict[str, object]) -> None:
    data = canonical(value)
    for other in (
        data + b"\n",
        b" " + data,
        json.dumps(value, indent=1).encode(),
        json.dumps(value, ensure_ascii=True, separators=(", ", ":")).encode(),
    ):
        if other != data:
            with pytest.raises(NotCanonical):
                parse(other)


@pytest.mark.parametrize(
    "data",
    [b"", b"null", b"[]", b'"a"', b"{", b"{}{}", b'{"a":1,"a":1}', b'{"a":NaN}', b'{"a":01}'],
)
def test_what_is_no_canonical_object_is_refused(data: bytes) -> None:
    with pytest.raises(NotCanonical):
        parse(data)


@pytest.mark.parametrize("value", [{"a": 2**53}, {"a": float("nan")}, {"a": "\ud800"}, {"a": {1}}])
def test_what_json_cannot_say_is_refused(value: dict[str, object]) -> None:
    with pytest.raises(NotCanonical):
        canonical(value)


def test_a_refusal_holds_no_content() -> None:
    with pytest.raises(NotCanonical) as caught:
        parse(b'{"name": "Elin"}')
    assert "Elin" not in str(caught.value)
