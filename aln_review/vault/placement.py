"""Where a vault must not lie: folders that other programs copy, and drives that come and go.

A live database in a synchronised folder is damaged sooner or later, because the file and its
journal are copied at different moments; over a network the engine's locks do not hold; a stick
is pulled out. Detection is pure: environment, mounts and platform are handed in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
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
    REDIRECTED = "redirected"


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
    r"|fuse\.(?!(gocryptfs|encfs|cryfs|veracrypt|bindfs|mergerfs|fuse-overlayfs|portal)$).+"
    r"|network)",
    re.IGNORECASE,
)
_REMOVABLE_ROOTS = (PurePosixPath("/media"), PurePosixPath("/run/media"), PurePosixPath("/mnt/usb"))
_GVFS = re.compile(r"/run/user/\d+/gvfs(/.*)?|.*/\.gvfs(/.*)?")
"""Where a Linux desktop shows servers and telephones as if they were folders."""
_MY_DRIVE = re.compile(r"my drive|shared drives", re.IGNORECASE)
"""What Google Drive calls the folders at the top of its own drive."""
_OURS = re.compile(
    r"vault(-[0-9a-f]{16})?\.(db|json)(-wal|-shm|-journal)?(\.(new|ready|begun|part)(-wal|-shm|\.new|\.part)?)?"
)
_STRAY = re.compile(
    r"vault[ _.\-(\[].*\.(db|json)|vault\.(db|json)[ _.\-(\[].*(conflict|copy|copi).*"
    r"|vault\.sync-conflict-.*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mount:
    """One drive or mounted file system. On Windows ``system`` is ``fixed`` or ``network``."""

    point: str
    system: str
    removable: bool = False
    label: str = ""
    """The drive's name, where the system gives it one."""
    device: str = ""


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
    roots: tuple[tuple[str, Place], ...] = ()
    """Folders that a service or an administrator named as its own."""
    cloud_tagged: tuple[str, ...] = ()
    """Folders that Windows marks as kept by a synchronising program (reparse tags)."""

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
    yield from _named(path, around)
    for part in path.parts:
        for pattern, place in _FOLDER_NAMES:
            if pattern.fullmatch(part):
                yield place
    if isinstance(path, PureWindowsPath):
        yield from _windows(path, around)
    if around.platform == "darwin" and around.home:
        yield from _mac(path, around)
    yield from _drive(path, around)


def _named(path: PurePath, around: Surroundings) -> Iterator[Place]:
    """Folders that the environment, a service or an administrator calls its own."""
    named = [(around.environment.get(name, ""), place) for name, place in _ENVIRONMENT]
    for text, place in (*named, *around.roots):
        if text and path.is_relative_to(around.path(text)):
            yield place


def _windows(path: PureWindowsPath, around: Surroundings) -> Iterator[Place]:
    if path.drive.startswith("\\\\"):
        yield Place.NETWORK
    if any(path.is_relative_to(around.path(text)) for text in around.cloud_tagged):
        yield Place.OTHER_SYNC
    if any(map(_MY_DRIVE.fullmatch, path.parts[1:2])):
        yield Place.GOOGLE_DRIVE


def _mac(path: PurePath, around: Surroundings) -> Iterator[Place]:
    home = around.path(around.home)
    if path.is_relative_to(home / "Library" / "CloudStorage"):
        yield Place.OTHER_SYNC
    if around.icloud_documents and any(
        path.is_relative_to(home / name) for name in ("Desktop", "Documents")
    ):
        yield Place.ICLOUD


def _drive(path: PurePath, around: Surroundings) -> Iterator[Place]:
    under = [
        (len(point.parts), mount)
        for mount in around.mounts
        if path.is_relative_to(point := around.path(mount.point))
    ]
    if under:
        mount = max(under, key=lambda pair: pair[0])[1]
        if mount.label.casefold() == "google drive":
            yield Place.GOOGLE_DRIVE
        if _NETWORK_SYSTEMS.fullmatch(mount.system):
            yield Place.NETWORK
        if mount.removable:
            yield Place.REMOVABLE
    if around.platform.startswith("linux") and _GVFS.fullmatch(str(path)):
        yield Place.NETWORK
    if around.platform.startswith("linux") and any(
        path.is_relative_to(root) for root in _REMOVABLE_ROOTS
    ):
        yield Place.REMOVABLE


def read_mounts(table: str) -> tuple[Mount, ...]:
    """The mounts of Linux's ``/proc/self/mounts``; spaces in it are written as octal escapes."""
    rows = (line.split() for line in table.splitlines())
    return tuple(
        Mount(
            re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), row[1]),
            row[2],
            device=row[0],
        )
        for row in rows
        if len(row) >= 3
    )


def strays(names: Iterable[str]) -> tuple[str, ...]:
    """Files beside a vault that a synchronising program made when it met two versions of it.

    *vault (conflicted copy).db*, *vault-PC2.db*, *vault.sync-conflict-20261103.db*, *vault 2.db*:
    each service has its own way. Our own files beside the vault are none of them.
    """
    found = (name for name in names if _STRAY.fullmatch(name))
    return tuple(sorted(name for name in found if not _OURS.fullmatch(name)))
