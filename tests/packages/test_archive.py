"""The one form of ZIP: whatever is written is read, however the bytes are cut up on the way."""

from __future__ import annotations

import io
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aln_review.domain.errors import Refusal
from aln_review.packages.archive import ArchiveSink, Member, Puller, Take, directory

FILES = st.dictionaries(
    st.text("abcdef.-/0123456789", min_size=1, max_size=40),
    st.binary(max_size=600),
    min_size=1,
    max_size=6,
)


def written(files: dict[str, bytes]) -> bytes:
    members = [Member(name, len(data), zlib.crc32(data)) for name, data in files.items()]
    body = b"".join(m.local() + files[m.name] for m in members)
    return body + directory(members)


def read(archive: bytes, cuts: int, limit: int = 1 << 20) -> dict[str, bytes]:
    found: dict[str, bytearray] = {}

    def begin(member: Member) -> Take:
        kept = found[member.name] = bytearray()
        return kept.extend

    sink = ArchiveSink(begin, limit)
    for at in range(0, len(archive), cuts):
        sink.write(archive[at : at + cuts])
    sink.close()
    return {name: bytes(data) for name, data in found.items()}


@settings(max_examples=80, deadline=None)
@given(files=FILES, cuts=st.integers(1, 300))
def test_round_trip_however_it_is_cut(files: dict[str, bytes], cuts: int) -> None:
    assert read(written(files), cuts) == files


@settings(max_examples=30, deadline=None)
@given(FILES)
def test_the_standard_library_reads_it(files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(written(files))) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == files


@settings(max_examples=60, deadline=None)
@given(files=FILES, data=st.data())
def test_any_changed_byte_is_refused(files: dict[str, bytes], data: st.DataObject) -> None:
    archive = written(files)
    place = data.draw(st.integers(0, len(archive) - 1))
    changed = bytearray(archive)
    changed[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(Refusal):
        read(bytes(changed), 64)


@given(files=FILES, cut=st.integers(1, 21))
def test_what_stops_in_the_middle_is_refused(files: dict[str, bytes], cut: int) -> None:
    with pytest.raises(Refusal):
        read(written(files)[:-cut], 50)


@pytest.mark.parametrize("cuts", [1, 7, 10_000])
def test_what_goes_on_after_the_end_is_refused(cuts: int) -> None:
    with pytest.raises(Refusal):
        read(written({"a": b"b"}) + b"x", cuts)


def test_more_than_the_limit_is_refused_before_it_is_kept() -> None:
    with pytest.raises(Refusal) as caught:
        read(written({"a": bytes(5000)}), 100, limit=2000)
    assert caught.value.key == "error.package.too_large"


@given(st.lists(st.binary(max_size=50), max_size=12), st.integers(1, 40))
def test_pulling_gives_every_block_and_then_nothing(blocks: list[bytes], size: int) -> None:
    puller = Puller(iter(blocks))
    found = b""
    while piece := puller.read(size):
        assert len(piece) <= size
        found += piece
    assert found == b"".join(blocks)
    assert puller.read() == b""
