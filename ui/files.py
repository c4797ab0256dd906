"""Small text files chosen by a person: invitations, answers, registers. Read off the UI thread."""

from __future__ import annotations

from pathlib import Path

from aln_review.domain.errors import WorldFault

MOST_BYTES = 32 << 20


def read_text(path: Path) -> str:
    """The file's text.

    Raises:
        WorldFault: it cannot be read, is far too large, or is not text.

    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise WorldFault("error.file.cannot_read")
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise WorldFault("error.file.cannot_read") from None


def write_text(path: Path, text: str) -> bool:
    """Write the file; ``True`` once it is there.

    Raises:
        WorldFault: the place cannot be written to.

    """
    try:
        path.write_text(text, encoding="utf-8")
    except OSError:
        raise WorldFault("error.file.cannot_write") from None
    return True
