"""Made-up words that occur nowhere else, and where on a disk they came to lie in the clear."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterable, Iterator
from hashlib import shake_128
from pathlib import Path

from PIL import Image

COUNT = 63
_LETTERS = "bcdfghjklmnpqrstvwxz"


def planted(number: int) -> str:
    """A word nobody has ever written; the same in every run."""
    letters = "".join(
        _LETTERS[byte % len(_LETTERS)] for byte in shake_128(b"%d" % number).digest(9)
    )
    return f"Zq{letters}"


WORDS = tuple(planted(number) for number in range(COUNT))
_EVERY = re.compile(
    b"|".join(
        re.escape(form)
        for word in WORDS
        for form in {
            word.lower().encode(),
            word.lower().encode("utf-16-le"),
            word.lower().encode("utf-16-be"),
        }
    )
)
_CONTENT_ENCODINGS = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


def found_in(data: bytes) -> set[str]:
    """Planted words in some bytes, in any case, in UTF-8 or UTF-16, packed by zlib as well."""
    texts = [data, *_unpacked(data)]
    return {
        match[0].replace(b"\0", b"").decode()
        for text in texts
        for match in _EVERY.finditer(text.lower())
    }


def _unpacked(data: bytes) -> Iterator[bytes]:
    """What a PDF or a PNG left lying about would hold once unpacked."""
    for match in _CONTENT_ENCODINGS.finditer(data):
        try:
            yield zlib.decompress(match[1])
        except zlib.error:
            continue


def hits(folders: Iterable[Path]) -> list[str]:
    """``file: word`` for every planted word in a file's bytes or name, anywhere below."""
    found = []
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            words = found_in(name.encode())
            if path.is_file():
                words |= found_in(path.read_bytes())
            found += [f"{name}: {word}" for word in sorted(words)]
    return found


def photo(comment: str, place: str) -> bytes:
    """A photograph that says in its hidden data who is on it and where it was taken."""
    exif = Image.Exif()
    exif[0x010E] = comment
    exif[0x9286] = place.encode()
    exif[0x0112] = 6
    out = io.BytesIO()
    picture = Image.new("RGB", (200, 160), (200, 120, 40))
    picture.save(out, "JPEG", exif=exif, comment=comment.encode())
    return out.getvalue()
