"""Setting up: old Pythons are told so, and everything installed is pinned by hash."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DEV = ROOT / "packaging" / "dev.py"
LOCK = (ROOT / "packaging" / "requirements.lock").read_text("utf-8")


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_an_old_python_can_still_read_that_it_is_too_old() -> None:
    text = DEV.read_text("utf-8")
    tree = ast.parse(text, feature_version=(3, 4))
    first = [node for node in tree.body if not isinstance(node, ast.Expr)]
    assert ast.unparse(first[0]) == "import sys"
    assert not any(isinstance(node, ast.JoinedStr | ast.AnnAssign) for node in ast.walk(tree))
    assert text.index("sys.exit") < text.index("import dev_steps")


def test_the_helpers_need_the_standard_library_alone() -> None:
    own = {path.stem for path in DEV.parent.glob("dev*.py")}
    for path in DEV.parent.glob("dev*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                assert name.partition(".")[0] in {*sys.stdlib_module_names, *own}


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    named = [*project["dependencies"], *(line for lines in extras for line in lines)]
    wanted = {normal(re.split(r"[<>=!~;\[ ]", line)[0]) for line in named}
    locked = {normal(name) for name in re.findall(r"^([\w.-]+)==", LOCK, re.MULTILINE)}
    assert wanted - locked == set()


def test_every_locked_release_has_hashes() -> None:
    for block in re.split(r"\n(?=\S)", LOCK.strip()):
        assert re.match(r"[\w.-]+==\S+", block), block[:60]
        assert "--hash=sha256:" in block


def test_what_npm_fetches_is_pinned_by_hash_too() -> None:
    lock = json.loads((DEV.parent / "npm" / "package-lock.json").read_text("utf-8"))
    fetched = {name: it for name, it in lock["packages"].items() if name}
    assert set(fetched) >= {"node_modules/jose", "node_modules/dictionary-cy"}
    for entry in fetched.values():
        assert entry["integrity"].startswith("sha512-")
        assert "resolved" not in entry


def test_a_wrong_command_is_explained() -> None:
    done = subprocess.run(
        [sys.executable, str(DEV), "fly"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "setup" in done.stderr
