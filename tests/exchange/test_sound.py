"""Recordings: taken in afresh with nothing hidden, given out exactly, refused in a sentence."""

from __future__ import annotations

import io
import random
from array import array
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aln_review.domain.errors import AlnError, WorldFault
from aln_review.exchange.sound import (
    MAX_BYTES,
    MAX_SECONDS,
    RATE,
    WIDTH,
    SoundWriter,
    read_sound_file,
    stretch,
    take_in,
)
from tests.exchange.sounds import KINDS, kept, recorded, tone

PLACE = "Bethesda 53.18 -4.06"


def pitch(samples: bytes) -> int:
    """How often a second the wave rises through nought."""
    values = array("h", samples)
    rises = sum(1 for one, other in pairwise(values) if one < 0 <= other)
    return round(rises * RATE / max(1, len(values)))


def key_of(data: bytes) -> str:
    with pytest.raises(AlnError) as caught:
        take_in(data)
    return caught.value.key


def outcome(data: bytes) -> str:
    """What was made of a file, or why nothing was."""
    try:
        return repr(take_in(data).data)
    except WorldFault as error:
        return f"{error.key} {error} {error.facts}"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_heard_and_nothing_hidden_is_kept(kind: str) -> None:
    file = recorded(kind, tone(2.0), PLACE)
    taken = take_in(file)
    assert abs(taken.length - 2000) < 120
    heard = stretch(io.BytesIO(taken.data), 500, 1000)
    assert abs(pitch(heard.samples) - 440) < 6
    assert b"Bethesda" not in taken.data
    assert taken.data[:4] == b"OggS"


def test_the_kinds_that_hide_something_hide_it() -> None:
    """What the test above finds gone was there."""
    hiding = {kind for kind in KINDS if b"Bethesda" in recorded(kind, tone(0.5), PLACE)}
    assert hiding == set(KINDS) - {"aac"}


def test_what_was_given_out_is_a_whole_file_at_any_moment() -> None:
    writer, given_out = SoundWriter(), b""
    for at in range(40):
        given_out += writer.feed(tone(0.1, 300))
        if writer.samples >= RATE:
            heard = stretch(io.BytesIO(given_out), 0, 10_000)
            # What lies in the page that is not full yet is still on its way.
            assert len(heard.samples) >= (at + 1) * RATE // 10 * WIDTH - RATE * WIDTH * 3 // 5
    given_out += writer.finish()
    assert writer.length == 4000
    whole = stretch(io.BytesIO(given_out), 0, 10_000)
    assert abs(len(whole.samples) // WIDTH - 4 * RATE) < RATE // 50


@settings(max_examples=30, deadline=None)
@given(st.integers(200, 4100), st.integers(0, 7000))
def test_stretches_put_together_are_the_whole(span: int, start: int) -> None:
    data, _ = kept(6.5)
    whole = stretch(io.BytesIO(data), 0, 60_000).samples
    found, at = b"", start
    while True:
        part = stretch(io.BytesIO(data), at, span)
        found += part.samples
        at += span
        if part.ends:
            break
    assert len(found) == max(0, len(whole) - start * RATE // 1000 * WIDTH)
    wanted = whole[len(whole) - len(found) :] if found else b""
    apart = [abs(a - b) for a, b in zip(array("h", found), array("h", wanted), strict=True)]
    # A stretch is decoded from a little before where it begins: it differs by less than a breath.
    assert max(apart, default=0) < 600


def test_a_stretch_reads_only_what_it_needs() -> None:
    data, _ = kept(120.0)

    class Counting(io.BytesIO):
        taken = 0

        def read(self, size: int | None = -1, /) -> bytes:
            found = super().read(size)
            self.taken += len(found)
            return found

    file = Counting(data)
    assert len(stretch(file, 60_000, 2000).samples) == 2 * RATE * WIDTH
    assert file.taken < len(data) // 2


def test_a_fault_of_the_vault_is_told_as_it_is() -> None:
    data, _ = kept(3.0)

    class Damaged(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell() > 0:
                raise WorldFault("error.store.damaged")
            return super().read(4096)

    with pytest.raises(WorldFault) as caught:
        stretch(Damaged(data), 0, 3000)
    assert caught.value.key == "error.store.damaged"


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "error.sound.not_a_sound"),
        (b"no sound at all", "error.sound.not_a_sound"),
        (b"%PDF-1.7 \xff\xfb", "error.sound.not_a_sound"),
        (b"OggS" + bytes(400), "error.sound.damaged"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "error.sound.damaged"),
        (b"\0\0\0\x18ftypM4A " + bytes(300), "error.sound.damaged"),
        (recorded("wav", tone(0.05)), "error.sound.nothing_heard"),
        (recorded("flac", tone(0.1)), "error.sound.nothing_heard"),
    ],
)
def test_what_cannot_be_heard_is_refused_in_a_sentence(data: bytes, key: str) -> None:
    assert key_of(data) == key


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_file_is_refused_or_heard_and_never_raises_anything_else(kind: str) -> None:
    whole = recorded(kind, tone(1.5), PLACE)
    chance = random.Random(7)
    for _ in range(40):
        data = bytearray(whole)
        for _ in range(chance.randrange(1, 30)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        cut = bytes(data[: chance.randrange(1, len(data) + 1)])
        told = outcome(cut)
        assert told.startswith("error.sound.") or "OggS" in told[:10]
        assert "Bethesda" not in told


def test_a_file_too_large_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "long.wav"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(WorldFault) as caught:
        read_sound_file(path)
    assert caught.value.key == "error.sound.file_too_large"
    with pytest.raises(WorldFault) as caught:
        read_sound_file(tmp_path / "none.wav")
    assert caught.value.key == "error.sound.unreadable_file"


def test_a_file_that_says_it_is_too_long_is_not_decoded() -> None:
    data = bytearray(recorded("wav", tone(1.0)))
    # A header that claims four thousand samples a second, and sixteen million of them.
    data[24:28] = (4_000).to_bytes(4, "little")
    data[28:32] = (8_000).to_bytes(4, "little")
    at = data.index(b"data")
    data[at + 4 : at + 8] = (16_000_000 * WIDTH).to_bytes(4, "little")
    data[4:8] = (16_000_000 * WIDTH + at).to_bytes(4, "little")
    data += bytes(16_000_000 * WIDTH)
    assert key_of(bytes(data)) == "error.sound.too_long"
    assert MAX_SECONDS == 3600


@pytest.mark.parametrize("rate", [0, 1, 10, 3_999, 400_000, 2**31])
def test_a_moment_is_not_made_into_an_hour(rate: int) -> None:
    data = bytearray(recorded("wav", tone(1.0)))
    data[24:28] = rate.to_bytes(4, "little")
    data[28:32] = (rate * 2 % 2**32).to_bytes(4, "little")
    assert key_of(bytes(data)) == "error.sound.damaged"
