"""Our reader refuses every vector with the key the index names, and opens the sound ones."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from aln_review.domain.errors import Refusal
from aln_review.packages.reader import UnknownSigner, open_package
from tests.packages.makers import NOW
from tests.vectors.make import INDEX, SOUND, Vector, index, known_world, vectors

MADE = list(vectors())
PEOPLE, KNOWN = known_world()


@pytest.mark.parametrize("vector", MADE, ids=[vector.name for vector in MADE])
def test_the_reader_says_what_the_index_says(vector: Vector, tmp_path: Path) -> None:
    sealed = tmp_path / "vector.alnpkg"
    sealed.write_bytes(vector.data)
    said, unknown = SOUND, False
    try:
        open_package(sealed, PEOPLE.desk, PEOPLE.register, tmp_path, NOW).close()
    except Refusal as refusal:
        said = refusal.key
        unknown = isinstance(refusal, UnknownSigner)
    assert said == vector.expected
    assert unknown is said.endswith("unknown_signer")
    assert [path.name for path in tmp_path.iterdir()] == ["vector.alnpkg"]


def test_there_are_at_least_200_faults_and_each_is_one_of_its_kind() -> None:
    names = Counter(vector.name for vector in MADE)
    faults = {vector.data for vector in MADE if vector.expected != SOUND}
    assert names.most_common(1)[0][1] == 1
    assert len(faults) >= 200
    assert not faults & {vector.data for vector in MADE if vector.expected == SOUND}


def test_the_index_that_ships_is_the_one_these_bytes_make() -> None:
    assert INDEX.read_text("utf-8") == index(MADE)
