"""Painted stand-ins: real JPEGs, small, none twice."""

from __future__ import annotations

import io

from PIL import Image

from aln_review.exchange.demo.pictures import PICTURES, paint
from tests.exchange.demo.makers import (
    each_setting,
    load,
)


@each_setting
def test_pictures_are_small_and_real(setting: str) -> None:
    for found in load(setting).documents:
        assert found.document.size == len(found.content) <= 60_000
        if found.document.media_type == "image/jpeg":
            assert Image.open(io.BytesIO(found.content)).size == (480, 480)


def test_every_picture_can_be_painted() -> None:
    assert len({paint(name) for name in PICTURES}) == len(PICTURES)
