"""Files that call themselves pictures."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

from PIL import Image

from tests.hostile.planted import photo


def chunk(kind: bytes, data: bytes) -> bytes:
    """One chunk of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, *more: bytes, unpacked: int = 1 << 20) -> bytes:
    """A PNG that claims a size and unpacks to so many bytes, whatever it claims."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(unpacked), 9)
    parts = (chunk(b"IHDR", head), *more, chunk(b"IDAT", body), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def zip_bomb() -> bytes:
    """Ten thousand times smaller than it says."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("photo.jpg", bytes(64 << 20))
    return out.getvalue()


def jpeg(width: int, height: int) -> bytes:
    """A JPEG whose header claims a size its body does not have."""
    data = bytearray(photo("a", "b"))
    place = data.index(b"\xff\xc0") + 5
    data[place : place + 4] = struct.pack(">HH", height, width)
    return bytes(data)


def many_frames() -> bytes:
    """An animation of which one frame is wanted."""
    out = io.BytesIO()
    frames = [Image.new("P", (80, 80), number % 200) for number in range(300)]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    return out.getvalue()


SVG = b"""<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">
<image xlink:href="http://127.0.0.1:9/x.png" width="900" height="900"/><text>&a;</text></svg>"""


REFUSED: Mapping[str, Callable[[], bytes]] = {
    "wide-png": lambda: png(30_000, 64),
    "tall-png": lambda: png(64, 30_000),
    "huge-png": lambda: png(2_000_000_000, 2_000_000_000),
    "many-pixels": lambda: png(11_000, 11_000),
    "claims-much-holds-little": lambda: png(5_000, 5_000, unpacked=10),
    "text-bomb": lambda: png(
        100, 100, chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(200 << 20), 9))
    ),
    "empty-png": lambda: png(0, 0),
    "zip": zip_bomb,
    "cut-jpeg": lambda: photo("a", "b")[:700],
    "wide-jpeg": lambda: jpeg(65_000, 65_000),
    "heic": lambda: b"\0\0\0\x18ftypheic" + bytes(4_000),
    "svg": lambda: SVG,
    "nothing": lambda: b"",
    "too-many-bytes": lambda: b"\xff\xd8\xff" + bytes(21 << 20),
    "tiff": lambda: b"II*\0\x08\0\0\0" + bytes(400),
    "bmp-of-no-size": lambda: b"BM" + struct.pack("<IHHIIiiHH", 54, 0, 0, 54, 40, -5, -5, 1, 24),
}
"""What must be refused."""

TAKEN: Mapping[str, Callable[[], bytes]] = {
    "unpacks-to-more-than-it-shows": lambda: png(200, 200, unpacked=300 << 20),
    "animation": many_frames,
    "hidden-data": lambda: photo("a" * 50_000, "b" * 10_000),
}
"""What is odd and harmless: it is drawn afresh from its pixels."""
