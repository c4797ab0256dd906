"""What each service and system says of the computer, told by fakes; and what this one says."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from aln_review.casework.surroundings import _with_removable, read_text, surroundings
from aln_review.casework.sync_roots import (
    ONEDRIVE_ACCOUNTS,
    SHELL_FOLDERS,
    NoRegistry,
    dropbox,
    nextcloud,
    onedrive,
    redirected,
)
from aln_review.vault.placement import Mount, Place

HOME = Path("/home/gp")


class Kept:
    """A registry in memory."""

    def __init__(self, held: Mapping[str, Mapping[str, str]]) -> None:
        self._held = held

    def values(self, key: str) -> Mapping[str, str]:
        return self._held.get(key, {})

    def keys(self, key: str) -> tuple[str, ...]:
        inside = (one.removeprefix(key + "\\") for one in self._held if one.startswith(key + "\\"))
        return tuple(one for one in inside if "\\" not in one)


class Files:
    """Small files in memory."""

    def __init__(self, held: Mapping[str, str]) -> None:
        self._held = held

    def __call__(self, path: Path) -> str:
        return self._held.get(path.as_posix(), "")


def test_every_account_of_onedrive_and_every_library_is_found() -> None:
    registry = Kept(
        {
            f"{ONEDRIVE_ACCOUNTS}\\Business1": {"UserFolder": r"D:\Cwmwl", "cid": "x"},
            f"{ONEDRIVE_ACCOUNTS}\\Business1\\ScopeIdToMountPointPathCache": {"a": r"D:\Staff"},
            f"{ONEDRIVE_ACCOUNTS}\\Personal": {},
        }
    )
    assert onedrive(registry) == ((r"D:\Cwmwl", Place.ONEDRIVE), (r"D:\Staff", Place.ONEDRIVE))
    assert onedrive(NoRegistry()) == ()


def test_dropbox_may_be_called_anything() -> None:
    told = json.dumps({"personal": {"path": "/home/gp/Blwch"}, "business": {"path": "/srv/b"}})
    read = Files({"/home/gp/.dropbox/info.json": told})
    assert dropbox(read, {}, HOME) == (
        ("/home/gp/Blwch", Place.DROPBOX),
        ("/srv/b", Place.DROPBOX),
    )
    on_windows = Files({"/roaming/Dropbox/info.json": told})
    assert len(dropbox(on_windows, {"APPDATA": "/roaming"}, HOME)) == 2
    for nonsense in ("", "{", "[]", '{"personal": 3}', '{"personal": {"path": 3}}', "[" * 99_999):
        assert dropbox(Files({"/home/gp/.dropbox/info.json": nonsense}), {}, HOME) == ()


def test_the_folders_of_nextcloud_are_found() -> None:
    told = "[Accounts]\n0\\Folders\\1\\localPath=/home/gp/cwmwl/\n0\\Folders\\1\\paused=false\n"
    read = Files({"/home/gp/.config/Nextcloud/nextcloud.cfg": told})
    assert nextcloud(read, {}, HOME) == (("/home/gp/cwmwl/", Place.OTHER_SYNC),)


def test_folders_moved_to_a_server_or_out_of_the_profile_are_found() -> None:
    registry = Kept(
        {
            SHELL_FOLDERS: {
                "Personal": r"\\gweinydd\staff\gp",
                "Desktop": r"C:\Users\gp\Desktop",
                "My Music": r"D:\Cerddoriaeth",
                "Local AppData": r"D:\profiles\gp",
            }
        }
    )
    assert redirected(registry, r"C:\Users\GP") == (
        (r"\\gweinydd\staff\gp", Place.REDIRECTED),
        (r"D:\profiles\gp", Place.REDIRECTED),
    )
    assert redirected(registry, "") == ()


def test_a_disk_that_can_be_pulled_out_is_known_by_its_partition(tmp_path: Path) -> None:
    for disk, removable in (("sdb", "1"), ("mmcblk0", "1"), ("sda", "0")):
        (tmp_path / disk).mkdir()
        (tmp_path / disk / "removable").write_text(removable + "\n")
    for device, expected in (
        ("/dev/sdb1", True), ("/dev/sdb", True), ("/dev/mmcblk0p2", True), ("/dev/sda2", False),
        ("/dev/sdc1", False), ("tmpfs", False), ("//s/x", False),
    ):  # fmt: skip
        assert _with_removable(Mount("/x", "ext4", device=device), tmp_path).removable is expected


def test_this_computer_answers(tmp_path: Path) -> None:
    around = surroundings(tmp_path / "not" / "there")
    assert around.mounts
    assert around.home
    assert around.cloud_tagged == ()
    assert read_text(tmp_path / "none") == ""
