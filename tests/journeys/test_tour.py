"""``aln-review tour`` for each kind of setting, and what it leaves, read with other tools."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pyrage
import pytest
from joserfc import jws
from joserfc.errors import BadSignatureError
from joserfc.jwk import OKPKey
from pypdf import PdfReader

from aln_review.casework.places import find_places
from aln_review.casework.tour.fixture import TourScript, read_script
from aln_review.domain.bilingual import Language
from aln_review.domain.setting import SettingKind
from aln_review.language.catalogue import Catalogue
from tests.reports.reading import text

ROOT = Path(__file__).parents[2]
PNG = b"\x89PNG\r\n\x1a\n"
PAPERS = [
    f"{paper}.{lang}.pdf" for paper in ("profile", "plan", "minutes") for lang in ("cy", "en")
]
FILES = {
    *PAPERS,
    "package.alnpkg",
    "register.jws",
    "root.jwk.json",
    "authority-identity.txt",
    "receipt-delivered.jws",
    "receipt-accepted.jws",
    "tour.json",
}
STEPS = [
    "first-run", "roll", "learner", "profile", "review", "killed", "plan", "authority", "joined",
    "offline", "delivered", "accepted", "verified", "language", "screens",
]  # fmt: skip
KINDS = (SettingKind.SCHOOL, SettingKind.EARLY_YEARS, SettingKind.COLLEGE)
USED_BEFORE = SettingKind.COLLEGE
"""The tour that goes into a folder where another one was, and something of a person's own."""
EARLIER = b"an earlier tour"
EARLIER_PICTURE = "screens/old-cy-1x1.png"
SPOKEN_IN = {
    SettingKind.SCHOOL: Language.CY,
    SettingKind.EARLY_YEARS: Language.EN,
    SettingKind.COLLEGE: Language.CY,
}


@dataclass(frozen=True)
class Tour:
    """One tour that was run, and what it said."""

    kind: SettingKind
    folder: Path
    code: int
    said: str
    script: TourScript

    @property
    def report(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.folder / "tour.json").read_text("utf-8"))
        return found

    def step(self, name: str) -> dict[str, Any]:
        return next(step for step in self.report["steps"] if step["step"] == name)

    def read(self, name: str) -> str:
        return (self.folder / name).read_text("utf-8").strip()


def take(kind: SettingKind, folder: Path) -> Tour:
    command = [sys.executable, "-m", "aln_review.cli", "tour", str(folder)]
    command += ["--setting", kind.value, "--language", SPOKEN_IN[kind].value]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )
    script = read_script(find_places().resources, kind)
    return Tour(kind, folder, done.returncode, done.stdout + done.stderr, script)


@pytest.fixture(scope="module", params=KINDS, ids=lambda kind: str(kind.value))
def tour(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Tour:
    folder = tmp_path_factory.mktemp(request.param.value) / "out"
    if request.param is USED_BEFORE:
        (folder / EARLIER_PICTURE).parent.mkdir(parents=True)
        (folder / EARLIER_PICTURE).write_bytes(PNG)
        for name in FILES:
            (folder / name).write_bytes(EARLIER)
        (folder / "notes.txt").write_text("mine", "utf-8")
    return take(request.param, folder)


def test_every_step_is_done_and_checked(tour: Tour) -> None:
    assert tour.code == 0, tour.said
    report = tour.report
    assert (report["setting"], report["checked"]) == (tour.kind.value, True)
    assert [step["step"] for step in report["steps"]] == STEPS
    for step in report["steps"]:
        assert step["checked"] is True
        assert step["checks"]
        assert step["milliseconds"] >= 0
        assert step["problem"] == ""
        assert step["did"]["cy"] != step["did"]["en"]


def test_exactly_the_promised_files_are_left(tour: Tour) -> None:
    found = {path.relative_to(tour.folder).as_posix() for path in tour.folder.rglob("*.*")}
    pictures = {name for name in found if name.startswith("screens/")}
    assert found - pictures - {"notes.txt"} == FILES
    pages = {"cy": set[str](), "en": set[str]()}
    for name in pictures:
        page, language, size = Path(name).stem.rsplit("-", 2)
        pages[language].add(f"{page}-{size}")
        assert (tour.folder / name).read_bytes().startswith(PNG)
    assert pages["cy"] == pages["en"]
    assert {"today-1366x768", "send-1366x768"} <= pages["cy"]
    assert all(name in tour.said for name in FILES)


@pytest.mark.parametrize("language", list(Language))
def test_papers_say_what_was_said_in_their_language(tour: Tour, language: Language) -> None:
    script = tour.script
    spoken = [
        (s.text if s.language is language else s.translation, s.heading) for s in script.profile
    ]
    profile = flat(text((tour.folder / f"profile.{language.value}.pdf").read_bytes()))
    assert all(flat(said) in profile for said, _ in spoken)
    minutes = flat(text((tour.folder / f"minutes.{language.value}.pdf").read_bytes()))
    wall = [s.text if s.language is language else s.translation for s in script.wall]
    assert all(flat(said) in minutes for said in wall)
    assert flat(script.last_word.get(language)) in minutes
    plan = flat(text((tour.folder / f"plan.{language.value}.pdf").read_bytes()))
    written = [field.text.get(language) for field in script.fields if not field.code]
    assert all(flat(one) in plan for one in written)
    other = [flat(field.text.get(language.other)) for field in script.fields if not field.code]
    assert not any(one in plan for one in other)


def flat(said: str) -> str:
    """Without what a line end adds or takes away."""
    return "".join(said.replace("\u00ad", "").split())


def test_both_receipts_are_signed_by_those_the_register_names(tour: Tour) -> None:
    root = json.loads(tour.read("root.jwk.json"))
    register = open_jws(tour.read("register.jws"), root)
    keys = {entry["role"]: entry["keys"]["sign"] for entry in register["entries"]}
    assert keys["desk"]["x"] == root["x"]
    sealed = hashlib.sha256((tour.folder / "package.alnpkg").read_bytes()).hexdigest()
    packages = set()
    for name, role in (("delivered", "gateway"), ("accepted", "desk")):
        receipt = open_jws(tour.read(f"receipt-{name}.jws"), keys[role])
        assert (receipt["kind"], receipt["sha256"]) == (name, sealed)
        packages.add(receipt["package"])
        other = keys["desk" if role == "gateway" else "gateway"]
        with pytest.raises(BadSignatureError):
            open_jws(tour.read(f"receipt-{name}.jws"), other)
    assert len(packages) == 1


def open_jws(token: str, key: dict[str, str]) -> dict[str, Any]:
    """The payload, by a library that knows nothing of ours."""
    public: dict[str, str | list[str]] = {name: key[name] for name in ("kty", "crv", "x")}
    found = jws.deserialize_compact(token, OKPKey.import_key(public), algorithms=["Ed25519"])
    payload: dict[str, Any] = json.loads(found.payload)
    return payload


def test_the_package_opens_with_the_key_that_was_left(tour: Tour) -> None:
    identity = pyrage.x25519.Identity.from_str(tour.read("authority-identity.txt"))
    inside = pyrage.decrypt((tour.folder / "package.alnpkg").read_bytes(), [identity])
    with zipfile.ZipFile(BytesIO(inside)) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        record = json.loads(archive.read("record.json"))
        held = {name: archive.read(name) for name in PAPERS if name.startswith(("plan", "minutes"))}
    refers = tour.kind is SettingKind.EARLY_YEARS
    assert manifest["kind"] == ("referral" if refers else "plan")
    assert record["plan"]["state"] == ("draft" if refers else "locked")
    assert record["setting"]["kind"] == tour.kind.value
    for name, data in held.items():
        assert data.startswith(b"%PDF-")
        if name == "minutes.en.pdf":
            # The authority has a copy of its own; what was only for the meeting is not in it.
            said = [one.extract_text() for one in PdfReader(BytesIO(data)).pages]
            assert all("This copy is for the local authority" in one for one in said)
            assert data != (tour.folder / name).read_bytes()


def test_the_package_is_checked_by_its_own_command_and_refused_when_changed(tour: Tour) -> None:
    package = tour.folder / "package.alnpkg"
    good = package.read_bytes()
    changed = tour.folder.parent / "changed.alnpkg"
    middle = len(good) // 2
    changed.write_bytes(good[:middle] + bytes([good[middle] ^ 128]) + good[middle + 1 :])
    for file, code in ((package, 0), (changed, 1)):
        command = [sys.executable, "-m", "aln_review.cli", "verify", str(file)]
        command += ["--register", str(tour.folder / "register.jws")]
        command += ["--identity", str(tour.folder / "authority-identity.txt")]
        command += ["--root", str(tour.folder / "root.jwk.json")]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == code, done.stderr


def test_each_setting_has_its_own_story(tour: Tour) -> None:
    checks = {name: set(tour.step(name)["checks"]) for name in STEPS}
    review, offline = tour.step("review")["counts"], tour.step("offline")["checks"]
    if tour.kind is SettingKind.EARLY_YEARS:
        assert tour.step("learner")["counts"]["age"] < 5
        assert review["interpreted"] >= 2
        assert review["not_spoken"] >= 3
        assert "kind:referral" in offline
        assert "given-and-locked" not in checks["plan"]
    else:
        assert "kind:plan" in offline
        assert "given-and-locked" in checks["plan"]
    consent = {check for check in checks["plan"] if "consent" in check}
    assert bool(consent) is (tour.kind is SettingKind.COLLEGE)
    if tour.kind is SettingKind.COLLEGE:
        assert tour.step("learner")["counts"]["age"] in (16, 17, 18)


def test_into_the_folder_of_an_earlier_tour_all_is_new_and_nothing_of_ours_goes(
    tour: Tour,
) -> None:
    if tour.kind is not USED_BEFORE:
        pytest.skip("once is enough: the folder does not know the setting")
    assert (tour.folder / "notes.txt").read_text("utf-8") == "mine"
    assert not (tour.folder / EARLIER_PICTURE).exists()
    assert all((tour.folder / name).read_bytes() != EARLIER for name in FILES)


def test_a_tour_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    taken = tmp_path / "out"
    taken.write_text("a file stands where the folder should be", "utf-8")
    found = take(SettingKind.SCHOOL, taken)
    assert found.code == 1
    assert "Traceback" not in found.said
    sentence = Catalogue.load(SPOKEN_IN[SettingKind.SCHOOL]).t("error.files.not_written")
    assert sentence in found.said
    assert taken.read_text("utf-8").startswith("a file stands")
