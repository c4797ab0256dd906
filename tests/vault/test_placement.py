from __future__ import annotations

import pytest

from aln_review.vault.placement import Mount, Place, Surroundings, find, read_mounts

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
    ),
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
    ),
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
    assert read_mounts(table) == (Mount("/", "ext4"), Mount("/home/gp/My Share", "cifs"))
