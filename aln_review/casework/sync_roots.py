"""Where other programs say that they copy folders to other computers.

Each service keeps it in a place of its own: a key of the registry, a small file, a name in the
environment. What cannot be read says nothing: the names of folders are looked at as well
(``vault/placement.py``). Nothing here asks the network.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Protocol

from aln_review.vault.placement import Place

ReadText = Callable[[Path], str]
"""A file's text; empty when it cannot be read."""
Roots = tuple[tuple[str, Place], ...]
MOST = 1 << 20
"""Bytes of another program's file that are looked at."""

ONEDRIVE_ACCOUNTS = r"Software\Microsoft\OneDrive\Accounts"
SHELL_FOLDERS = r"Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
_SHAREPOINT = "ScopeIdToMountPointPathCache"
_NEXTCLOUD_PATH = re.compile(r"^\d+\\Folders\\[^=]*\\localPath=(.+)$", re.MULTILINE)
_OUR_FOLDERS = frozenset({"Local AppData", "{F1B32785-6FBA-4FCF-9D55-7B8E7F157091}"})
"""Where a vault lies unless told otherwise, by name and by the folder's identifier."""


class Registry(Protocol):
    """The signed-in person's part of the registry. A key that is not there has nothing in it."""

    def values(self, key: str) -> Mapping[str, str]:
        """The key's texts by name, variables in them filled in."""
        ...

    def keys(self, key: str) -> tuple[str, ...]:
        """Names of the keys within."""
        ...


class NoRegistry:
    """Every system but Windows."""

    def values(self, _key: str) -> Mapping[str, str]:
        """Nothing."""
        return {}

    def keys(self, _key: str) -> tuple[str, ...]:
        """Nothing."""
        return ()


def onedrive(registry: Registry) -> Roots:
    """The folders of each OneDrive account, and of the SharePoint libraries it copies."""
    found: list[str] = []
    for account in registry.keys(ONEDRIVE_ACCOUNTS):
        key = f"{ONEDRIVE_ACCOUNTS}\\{account}"
        found.append(registry.values(key).get("UserFolder", ""))
        found += registry.values(f"{key}\\{_SHAREPOINT}").values()
    return tuple((one, Place.ONEDRIVE) for one in found if one)


def dropbox(read: ReadText, environment: Mapping[str, str], home: Path) -> Roots:
    """The folders that Dropbox's ``info.json`` names: they may be called anything."""
    places = [Path(environment[name]) / "Dropbox" for name in ("APPDATA", "LOCALAPPDATA")
              if environment.get(name)]  # fmt: skip
    found: list[str] = []
    for folder in (*places, home / ".dropbox"):
        try:
            accounts = json.loads(read(folder / "info.json") or "{}")
        except (ValueError, RecursionError):
            continue
        found += _paths(accounts)
    return tuple((one, Place.DROPBOX) for one in found)


def _paths(accounts: object) -> Iterator[str]:
    for account in accounts.values() if isinstance(accounts, dict) else ():
        path = account.get("path") if isinstance(account, dict) else None
        if isinstance(path, str) and path:
            yield path


def nextcloud(read: ReadText, environment: Mapping[str, str], home: Path) -> Roots:
    """The folders of Nextcloud's and ownCloud's settings."""
    settings = [home / ".config" / "Nextcloud" / "nextcloud.cfg",
                home / ".config" / "ownCloud" / "owncloud.cfg",
                home / "Library" / "Preferences" / "Nextcloud" / "nextcloud.cfg"]  # fmt: skip
    if environment.get("APPDATA"):
        settings.append(Path(environment["APPDATA"]) / "Nextcloud" / "nextcloud.cfg")
    found = [path for one in settings for path in _NEXTCLOUD_PATH.findall(read(one))]
    return tuple((path.strip(), Place.OTHER_SYNC) for path in found)


def redirected(registry: Registry, profile: str) -> Roots:
    """Known folders that an administrator moved out of the person's profile.

    They lie on a server, or are copied to one when the person signs out (Microsoft, *Folder
    Redirection overview*); a mapped drive may be away when the program starts.
    """
    inside = profile.casefold().rstrip("\\") + "\\"
    folders = registry.values(SHELL_FOLDERS)
    return tuple(
        (path, Place.REDIRECTED)
        for name, path in folders.items()
        if path and profile and not f"{path.casefold()}\\".startswith(inside)
        and (path.startswith("\\\\") or name in _OUR_FOLDERS)
    )  # fmt: skip
