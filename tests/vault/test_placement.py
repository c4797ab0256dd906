from __future__ import annotations

import pytest

from aln_review.vault.placement import Mount, Place, Surroundings, find, read_mounts, strays

WINDOWS = Surroundings(
    "win32",
    {
        "OneDriveCommercial": r"C:\Users\gp\Ysgol Brawf Cloud",
        "APPDATA": r"C:\Users\gp\AppData\Roaming",
    },
    (
        Mount("C:\\", "fixed"),
        Mount("E:\\", "fixed", removable=True),
        Mount("H:\\", "network"),
        Mount("F:\\", "fixed", label="Google Drive"),
    ),
    roots=(
        (r"D:\Fy mlwch", Place.DROPBOX),
        (r"D:\Adroddiadau", Place.ONEDRIVE),
        (r"D:\gp\Local", Place.REDIRECTED),
    ),
    cloud_tagged=(r"C:\Users\gp\Tagged",),
)
MAC = Surroundings(
    "darwin",
    {},
    (
        Mount("/", "apfs"),
        Mount("/Volumes/COF", "msdos", removable=True),
        Mount("/Volumes/staff", "smbfs"),
    ),
    home="/Users/gp",
    icloud_documents=True,
)
LINUX = Surroundings(
    "linux",
    {},
    (
        Mount("/", "ext4"),
        Mount("/home", "ext4"),
        Mount("/home/gp/share", "cifs"),
        Mount("/net", "nfs4"),
        Mount("/home/gp/insync", "fuse.insync"),
        Mount("/home/gp/locked", "fuse.gocryptfs"),
        Mount("/home/gp/stick", "vfat", removable=True),
    ),
    roots=(("/home/gp/cwmwl", Place.OTHER_SYNC),),
)


@pytest.mark.parametrize(
    ("folder", "around", "place"),
    [
        (r"C:\Users\gp\AppData\Local\ALN Review", WINDOWS, Place.LOCAL),
        (r"C:\Users\gp\AppData\Roaming\ALN Review", WINDOWS, Place.ROAMING),
        (r"c:\users\GP\ysgol brawf cloud\Vault", WINDOWS, Place.ONEDRIVE),
        (r"C:\Users\gp\OneDrive\Vault", WINDOWS, Place.ONEDRIVE),
        (r"C:\Users\gp\OneDrive - Ysgol Brawf\Vault", WINDOWS, Place.ONEDRIVE),
        (r"C:\Users\gp\Dropbox (Personal)\Vault", WINDOWS, Place.DROPBOX),
        (r"C:\Users\gp\iCloudDrive\Vault", WINDOWS, Place.ICLOUD),
        (r"C:\Users\gp\Google Drive\Vault", WINDOWS, Place.GOOGLE_DRIVE),
        (r"C:\Users\gp\Nextcloud\Vault", WINDOWS, Place.OTHER_SYNC),
        (r"\\gweinydd\staff\gp", WINDOWS, Place.NETWORK),
        (r"H:\gp", WINDOWS, Place.NETWORK),
        (r"E:\Vault", WINDOWS, Place.REMOVABLE),
        ("/Users/gp/Library/Application Support/ALN Review", MAC, Place.LOCAL),
        ("/Users/gp/Library/Mobile Documents/com~apple~CloudDocs/x", MAC, Place.ICLOUD),
        ("/Users/gp/Documents/Vault", MAC, Place.ICLOUD),
        ("/Users/gp/Library/CloudStorage/OneDrive-Ysgol/x", MAC, Place.ONEDRIVE),
        ("/Users/gp/Library/CloudStorage/GoogleDrive-gp@example.org/x", MAC, Place.GOOGLE_DRIVE),
        ("/Users/gp/Library/CloudStorage/Box-Box/x", MAC, Place.OTHER_SYNC),
        ("/Volumes/COF/Vault", MAC, Place.REMOVABLE),
        ("/Volumes/staff/Vault", MAC, Place.NETWORK),
        ("/home/gp/.local/share/aln-review", LINUX, Place.LOCAL),
        ("/home/gp/share/vault", LINUX, Place.NETWORK),
        ("/home/gp/shared/vault", LINUX, Place.LOCAL),
        ("/net/vault", LINUX, Place.NETWORK),
        ("/media/gp/COF/vault", LINUX, Place.REMOVABLE),
        ("/run/media/gp/COF/vault", LINUX, Place.REMOVABLE),
        ("/home/gp/Dropbox/vault", LINUX, Place.DROPBOX),
        ("/home/gp/DropboxNotes/vault", LINUX, Place.LOCAL),
        ("/home/gp/onedrive/vault", LINUX, Place.ONEDRIVE),
        (r"D:\Fy mlwch\Vault", WINDOWS, Place.DROPBOX),
        (r"D:\Fy mlwchau\Vault", WINDOWS, Place.LOCAL),
        (r"D:\Adroddiadau\x", WINDOWS, Place.ONEDRIVE),
        (r"D:\gp\Local\ALN", WINDOWS, Place.REDIRECTED),
        (r"C:\Users\gp\Tagged\Vault", WINDOWS, Place.OTHER_SYNC),
        (r"G:\My Drive\Vault", WINDOWS, Place.GOOGLE_DRIVE),
        (r"G:\Shared drives\Ysgol\Vault", WINDOWS, Place.GOOGLE_DRIVE),
        (r"F:\Vault", WINDOWS, Place.GOOGLE_DRIVE),
        (r"C:\Users\gp\My Drive notes\Vault", WINDOWS, Place.LOCAL),
        ("/run/user/1000/gvfs/smb-share:server=x/vault", LINUX, Place.NETWORK),
        ("/home/gp/.gvfs/x", LINUX, Place.NETWORK),
        ("/home/gp/insync/vault", LINUX, Place.NETWORK),
        ("/home/gp/locked/vault", LINUX, Place.LOCAL),
        ("/home/gp/stick/vault", LINUX, Place.REMOVABLE),
        ("/home/gp/cwmwl/vault", LINUX, Place.OTHER_SYNC),
    ],
)
def test_places(folder: str, around: Surroundings, place: Place) -> None:
    finding = find(folder, around, better="/better")
    assert finding.place is place
    assert finding.fit is (place is Place.LOCAL)
    assert finding.better == ("" if finding.fit else "/better")


def test_a_finding_names_its_sentence() -> None:
    assert find("/home/gp/Dropbox", LINUX).key == "vault.place.service"
    assert find("/home/gp/Dropbox", LINUX).service == "Dropbox"
    assert find("/net/x", LINUX).key == "vault.place.network"


def test_linux_mounts_are_read_with_their_escapes() -> None:
    table = "/dev/sda1 / ext4 rw 0 0\n//s/x /home/gp/My\\040Share cifs rw 0 0\n\nshort\n"
    assert read_mounts(table) == (
        Mount("/", "ext4", device="/dev/sda1"),
        Mount("/home/gp/My Share", "cifs", device="//s/x"),
    )


@pytest.mark.parametrize(
    "name",
    [
        "vault (conflicted copy).db",
        "vault (Nia's conflicted copy 2026-11-01).db",
        "vault-PC2.db",
        "vault_conflict-20261101.json",
        "vault.sync-conflict-20261103-101500-ABCDEFG.db",
        "vault 2.db",
        "vault (1).json",
        "Vault [Conflict].db",
        "vault.db (copi 2)",
        "vault - Copy.db",
        "vault - Copi.db",
    ],
)
def test_another_version_beside_the_vault_is_known(name: str) -> None:
    assert strays(["vault.db", name, "vault.json"]) == (name,)


def test_our_own_files_are_no_strays() -> None:
    ours = [
        "vault.db", "vault.db-wal", "vault.db-shm", "vault.json", "vault.lock", "tries.json",
        "vault.json.new", "vault.json.begun", "vault.db.new", "vault.db.new-wal", "vault.db.ready",
        "vault.db.ready.part", "vault.db.ready-shm", "vault.json.ready.new", "vault.restoring",
        "vault.restoring.new", "vault.alnvault", "notes.db", "vault-0123456789abcdef.db",
        "vault-0123456789abcdef.db-wal",
    ]  # fmt: skip
    assert strays(ours) == ()
