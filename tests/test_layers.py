"""The house stands as architecture says: contracts kept, the domain on its own feet, files that can be read at once."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "osdesk"


def modules(*folders: str) -> list[Path]:
    found = sorted(path for folder in folders or (".",) for path in (SOURCE / folder).rglob("*.py"))
    assert found, f"no module in {folders}"
    return found


def imported(path: Path) -> Iterator[str]:
    """Every module that the file imports, wherever in it the import stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""


def test_every_contract_between_the_layers_is_kept() -> None:
    ask = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    done = subprocess.run([sys.executable, "-c", ask], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


def test_the_domain_needs_nothing_but_the_standard_library() -> None:
    for path in modules("domain"):
        for name in imported(path):
            own = name == "osdesk.domain" or name.startswith("osdesk.domain.")
            assert own or name.partition(".")[0] in sys.stdlib_module_names, f"{path.name} imports {name}"


def test_starting_the_program_imports_no_window_before_it_is_asked_for() -> None:
    tree = ast.parse((SOURCE / "__main__.py").read_text(encoding="utf-8"))
    at_import = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    names = {alias.name for node in at_import if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in at_import if isinstance(node, ast.ImportFrom)}
    assert not [name for name in names if name.startswith(("PySide6", "osdesk.app", "osdesk.ui", "osdesk.storage"))]


@pytest.mark.parametrize("name", ["utils", "helpers", "manager", "common", "misc", "registry"])
def test_no_module_bears_a_name_that_says_nothing(name: str) -> None:
    assert not [path for path in modules() if name in path.stem.split("_")]


def test_every_file_stays_under_400_lines() -> None:
    """But migrations: they are written once, as they happened, and read by nobody after."""
    long = {
        str(path.relative_to(ROOT)): count
        for path in modules()
        if "versions" not in path.parts and (count := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert not long
