"""What is sealed to an authority opens with Debian's age and nothing of ours."""

from __future__ import annotations

import base64
import json
from pathlib import Path

from tests.casework.escrowed import given, identity_of
from tests.casework.town import open_desk
from tests.casework.vaults import make
from tests.interop.tools import program, run


def test_age_opens_the_key_that_stands_in_a_header(tmp_path: Path) -> None:
    desk, school = open_desk(tmp_path / "desk"), make(tmp_path / "school")
    given(school, desk)
    header = json.loads((school.door.folder / "vault.json").read_bytes())
    (tmp_path / "sealed.age").write_bytes(base64.b64decode(header["escrow"]["sealed"]))
    (tmp_path / "key.txt").write_text(identity_of(desk).age_secret + "\n")
    opened = run(program("age"), "--decrypt", "-i", "key.txt", "sealed.age", cwd=tmp_path)
    assert opened.returncode == 0, opened.stderr
    found = json.loads(opened.stdout)
    key = base64.urlsafe_b64decode(found["key"] + "=")
    assert key == school.vault.store.key().raw()
    assert (found["vault"], found["name"]["en"]) == (header["vault"], "Test School")
    (tmp_path / "key.txt").write_text(identity_of(school).age_secret + "\n")
    refused = run(program("age"), "--decrypt", "-i", "key.txt", "sealed.age", cwd=tmp_path)
    assert refused.returncode != 0
    school.shut()
    desk.shut()
