"""Where a vault must not lie: folders that other programs copy, and drives that come and go.

A live database in a synchronised folder is damaged sooner or later, because the file and its
journal are copied at different moments; over a network the engine's locks do not hold; a stick
is pulled out. Detection is pure: environment, mounts and platform are handed in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath, PurePosixPath, PureWindowsPath


class Place(StrEnum):
    """What kind of place a folder is in."""

    LOCAL = "local"
    ONEDRIVE = "onedrive"
    DROPBOX = "dropbox"
    ICLOUD = "icloud"
    GOOGLE_DRIVE = "google_drive"
    OTHER_SYNC = "other_sync"
    NETWORK = "network"
    REMOVABLE = "removable"
    ROAMING = "roaming"


_SERVICES = {
    Place.ONEDRIVE: "OneDrive",
    Place.DROPBOX: "Dropbox",
    Place.ICLOUD: "iCloud",
    Place.GOOGLE_DRIVE: "Google Drive",
}
_FOLDER_NAMES = (
    (re.compile(r"onedrive( - .+|-.+)?|sharepoint - .+", re.IGNORECASE), Place.ONEDRIVE),
    (re.compile(r"dropbox( \(.+\)|-.+)?", re.IGNORECASE), Place.DROPBOX),
    (re.compile(r"icloud ?drive|mobile documents", re.IGNORECASE), Place.ICLOUD),
    (re.compile(r"google ?drive( .+|-.+)?|googledrivefs", re.IGNORECASE), Place.GOOGLE_DRIVE),
    (re.compile(r"nextcloud|owncloud|box sync|box-box|pcloud ?drive|megasync|syncthing",
                re.IGNORECASE), Place.OTHER_SYNC),
)  # fmt: skip
_ENVIRONMENT = (
    ("OneDrive", Place.ONEDRIVE),
    ("OneDriveConsumer", Place.ONEDRIVE),
    ("OneDriveCommercial", Place.ONEDRIVE),
    ("APPDATA", Place.ROAMING),
)
_NETWORK_SYSTEMS = re.compile(
    r"(nfs\d?|cifs|smb\d?|smbfs|afpfs|webdav|davfs2?|9p|ncpfs|afs|ceph|glusterfs|lustre"
    r"|fuse\.(sshfs|rclone|davfs2?|s3fs|gvfsd-fuse|smbnetfs|google-drive-ocamlfuse|onedriver)"
    r"|network)",
    re.IGNORECASE,
)
_REMOVABLE_ROOTS = (PurePosixPath("/media"), PurePosixPath("/run/media"), PurePosixPath("/mnt/usb"))


@dataclass(frozen=True, slots=True)
class Mount:
    """One drive or mounted file system. On Windows ``system`` is ``fixed`` or ``network``."""

    point: str
    system: str
    removable: bool = False


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of the computer: its platform as ``sys.platform`` names it, and the rest."""

    platform: str
    environment: Mapping[str, str]
    mounts: tuple[Mount, ...] = ()
    home: str = ""
    icloud_documents: bool = False
    """macOS keeps Desktop and Documents in iCloud."""
    computer: str = ""
    """The number this installation of the system knows itself by; empty where it has none."""

    def path(self, text: str) -> PurePath:
        """A path as this platform reads it."""
        return PureWindowsPath(text) if self.platform == "win32" else PurePosixPath(text)


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found about a folder."""

    place: Place
    service: str = ""
    """The name of the service, the same in both languages; empty for the others."""
    better: str = ""
    """The folder to offer instead."""

    @property
    def fit(self) -> bool:
        """A vault may lie here."""
        return self.place is Place.LOCAL

    @property
    def key(self) -> str:
        """Message key of the sentence that names the place and the remedy."""
        return "vault.place.service" if self.service else f"vault.place.{self.place.value}"


def find(folder: str, around: Surroundings, better: str = "") -> Finding:
    """What kind of place a folder is in; ``better`` is the place to offer when it is a bad one.

    Give the resolved path, so that a link into a synchronised folder is seen through.
    """
    place = next(_places(around.path(folder), around), Place.LOCAL)
    return Finding(place, _SERVICES.get(place, ""), "" if place is Place.LOCAL else better)


def _places(path: PurePath, around: Surroundings) -> Iterator[Place]:
    if isinstance(path, PureWindowsPath) and path.drive.startswith("\\\\"):
        yield Place.NETWORK
    for name, place in _ENVIRONMENT:
        root = around.environment.get(name, "")
        if root and path.is_relative_to(around.path(root)):
            yield place
    for part in path.parts:
        for pattern, place in _FOLDER_NAMES:
            if pattern.fullmatch(part):
                yield place
    if around.platform == "darwin" and around.home:
        home = around.path(around.home)
        if path.is_relative_to(home / "Library" / "CloudStorage"):
            yield Place.OTHER_SYNC
        if around.icloud_documents and any(
            path.is_relative_to(home / name) for name in ("Desktop", "Documents")
        ):
            yield Place.ICLOUD
    yield from _drive(path, around)


def _drive(path: PurePath, around: Surroundings) -> Iterator[Place]:
    under = [
        (len(point.parts), mount)
        for mount in around.mounts
        if path.is_relative_to(point := around.path(mount.point))
    ]
    if under:
        mount = max(under, key=lambda pair: pair[0])[1]
        if _NETWORK_SYSTEMS.fullmatch(mount.system):
            yield Place.NETWORK
        if mount.removable:
            yield Place.REMOVABLE
    if around.platform.startswith("linux") and any(
        path.is_relative_to(root) for root in _REMOVABLE_ROOTS
    ):
        yield Place.REMOVABLE


def read_mounts(table: str) -> tuple[Mount, ...]:
    """The mounts of Linux's ``/proc/self/mounts``; spaces in it are written as octal escapes."""
    rows = (line.split() for line in table.splitlines())
    return tuple(
        Mount(re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), row[1]), row[2])
        for row in rows
        if len(row) >= 3
    )
