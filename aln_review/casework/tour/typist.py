"""Types into a review until it is killed, saying each statement's id once it is saved."""

from __future__ import annotations

import sys
from pathlib import Path

from aln_review.casework.commands.words import RecordWords
from aln_review.casework.places import find_places
from aln_review.casework.wiring import open_door
from aln_review.domain.bilingual import Language
from aln_review.domain.people import Perspective
from aln_review.domain.words import Sheet


def main() -> None:
    """Open the vault with the passphrase from standard input and type for ever."""
    data, review_id = Path(sys.argv[1]), sys.argv[2]
    door = open_door(find_places(data))
    door.take()
    vault = door.unlock(sys.stdin.readline().rstrip("\n"))
    number = 0
    while True:
        number += 1
        said = RecordWords(
            review_id, Sheet.NOW, f"ŵ ŷ â {number}", Language.CY, "Mam", Perspective.FAMILY
        )
        sys.stdout.write(vault.do(said).value.id + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
