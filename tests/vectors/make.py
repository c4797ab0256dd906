"""Writes the package vectors: ``python -m tests.vectors.make DIR``.

The bytes are the same in every run and on every system; ``tests/vectors/package/index.json``
lists each with its SHA-256 and what a reader must say.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from aln_review.packages.register import Role, sign_register
from tests.packages import makers
from tests.packages.makers import World, entry
from tests.vectors import age, faults_archive, faults_manifest, faults_seal, faults_signature
from tests.vectors.build import Build
from tests.vectors.faults_signature import Others, others

INDEX = Path(__file__).parent / "package" / "index.json"
SOUND = "sound"


@dataclass(frozen=True)
class Vector:
    """One file. ``expected`` is ``sound`` or the key of the one refusal."""

    name: str
    expected: str
    data: bytes

    @property
    def line(self) -> dict[str, str]:
        """As it stands in the index."""
        digest = hashlib.sha256(self.data).hexdigest()
        return {"name": self.name, "expected": self.expected, "sha256": digest}


def known_world() -> tuple[World, Others]:
    """Everyone, with the register that the vectors are read against."""
    people = makers.world()
    known = others(people)
    more = (
        entry(known.other_school, Role.SETTING, "bryn-eithin"),
        replace(entry(known.left, Role.SETTING, "wedi-gadael"), revoked_from=date(2026, 10, 1)),
        replace(
            entry(known.expired, Role.SETTING, "wedi-dod-i-ben"), valid_until=date(2026, 10, 1)
        ),
        replace(entry(known.later, Role.SETTING, "eto-i-ddod"), valid_from=date(2027, 1, 1)),
    )
    register = replace(people.register, entries=(*people.register.entries, *more))
    return replace(people, register=register), known


def vectors() -> Iterator[Vector]:
    """Every vector, the sound ones first."""
    people, known = known_world()
    for name, build in _sound(people).items():
        yield Vector(name, SOUND, build.make())
    for name, expected, build in (
        *faults_manifest.faults(people),
        *faults_signature.faults(people, known),
        *faults_archive.faults(people),
        *faults_seal.faults(people),
    ):
        yield Vector(name, expected, build.make())


def _sound(people: World) -> dict[str, Build]:
    return {
        "sound-plan": Build(people),
        "sound-record-alone": Build(people, files=lambda f: f[:1]),
        "sound-supersedes": Build(
            people, manifest=lambda m: {**m, "supersedes": makers.package_id(7)}
        ),
        "sound-one-language": Build(people, manifest=lambda m: {**m, "languages": ["cy"]}),
        "sound-two-pieces": Build(
            people, files=lambda f: [*f[:3], replace(f[3], data=bytes(70_000))]
        ),
        "sound-unknown-stanza-before": Build(
            people, recipe=age.Recipe(before=b"-> grease-x abc\n\n")
        ),
        "sound-clock-ahead": Build(
            people, manifest=lambda m: {**m, "created": "2031-01-01T00:00:00Z"}
        ),
    }


def index(made: list[Vector]) -> str:
    """The index file's text."""
    lines = ",\n".join(json.dumps(vector.line) for vector in made)
    return f"[\n{lines}\n]\n"


def write(folder: Path) -> int:
    """Write every vector and what is needed to read them; how many."""
    people, _ = known_world()
    folder.mkdir(parents=True, exist_ok=True)
    made = list(vectors())
    for vector in made:
        (folder / f"{vector.name}.alnpkg").write_bytes(vector.data)
    (folder / "index.json").write_text(index(made), "utf-8")
    (folder / "identity.txt").write_text(people.desk.age_secret + "\n", "utf-8")
    (folder / "root.jwk.json").write_text(people.desk.public.to_jwk_json(), "utf-8")
    (folder / "register.jws").write_text(sign_register(people.register, people.desk), "utf-8")
    return len(made)


if __name__ == "__main__":
    sys.stdout.write(f"{write(Path(sys.argv[1]))}\n")
