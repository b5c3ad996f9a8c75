"""The wheel: everything it needs is in it, and it works where no checkout is."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import workshop

CHECKOUT = Path(workshop.__file__).resolve().parents[2]
pytestmark = [
    pytest.mark.xdist_group("wheel"),
    pytest.mark.skipif(
        not (CHECKOUT / "src" / "workshop").is_dir(), reason="a wheel is built from a checkout"
    ),
]


def pip(*words: object) -> None:
    """Run pip without an index: nothing is fetched."""
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from a copy, so that nothing is written into the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    ignored = shutil.ignore_patterns("__pycache__", ".*", "plans", "workshop.db*")
    for name in ("src", "notebooks", "data"):
        shutil.copytree(CHECKOUT / name, source / name, ignore=ignored)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(CHECKOUT / name, source / name)
    pip("wheel", "--no-deps", "--no-build-isolation", "--no-index", "-w", folder, source)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def site(wheel: Path) -> Path:
    """Install the wheel into a folder of its own."""
    target = wheel.parent / "site"
    pip("install", "--no-deps", "--no-index", "--target", target, wheel)
    return target


def outside(site: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run Python outside the checkout with the installed copy before all others."""
    environment = {**os.environ, "PYTHONPATH": str(site), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, *words]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def test_wheel_holds_every_file_of_ours(wheel: Path) -> None:
    """Modules, assets, notebooks and data are in it, and neither tests nor outputs."""
    names = set(zipfile.ZipFile(wheel).namelist())

    def kept(root: str, at: str) -> set[str]:
        files = (path for path in (CHECKOUT / root).rglob("*") if path.is_file())
        return {
            f"{at}/{path.relative_to(CHECKOUT / root).as_posix()}"
            for path in files
            if "__pycache__" not in path.parts and "checkpoints" not in str(path)
        }

    assert kept("src/workshop", "workshop") <= names
    assert kept("notebooks", "workshop/_shipped/notebooks") <= names
    assert kept("data", "workshop/_shipped/data") <= names
    assert {name.split("/")[0] for name in names} == {
        "workshop", f"strategy_workbook-{workshop.__version__}.dist-info",
        f"strategy_workbook-{workshop.__version__}.data",
    }  # fmt: skip
    assert {name.split(".data/")[1] for name in names if ".data/" in name} == {
        "data/share/jupyter/kernels/workshop/kernel.json",
    }  # fmt: skip
    assert not [name for name in names if name.endswith((".pyc", ".db"))]


def test_shipped_files_are_found_in_the_wheel(site: Path, tmp_path: Path) -> None:
    """Notebooks, tables, fonts and templates are those of the installed copy."""
    names = [
        "notebooks",
        "data/reference",
        "data/samples/las-cruces",
        "assets/fonts",
        "assets/plan",
    ]
    code = (
        "import json\nfrom workshop.shipped import shipped\n"
        f"print(json.dumps([str(shipped(name)) for name in {names}]))"
    )
    done = outside(site, tmp_path, "-c", code)
    assert done.returncode == 0, done.stderr
    for found in map(Path, json.loads(done.stdout)):
        assert found.is_relative_to(site)
        assert any(found.iterdir())


def test_converter_sees_the_exporters(site: Path, tmp_path: Path) -> None:
    """nbconvert finds both of ours by the names in the documentation."""
    code = (
        "from nbconvert.exporters import get_exporter\n"
        "for name in ('plan', 'plan_typst'):\n"
        "    kind = get_exporter(name)\n"
        "    print(kind.__name__, __import__(kind.__module__).__file__)\n"
    )
    done = outside(site, tmp_path, "-c", code)
    assert done.returncode == 0, done.stderr
    first, second = done.stdout.splitlines()
    assert first.startswith("PlanExporter ")
    assert second.startswith("PlanTypstExporter ")
    assert str(site) in first


@pytest.mark.kernel
def test_wheel_makes_a_plan(site: Path, tmp_path: Path) -> None:
    """Installed, with no checkout in sight, it makes a plan of the sample that came with it."""
    sample = site / "workshop" / "_shipped" / "data" / "samples" / "las-cruces"
    before = sorted(str(path) for path in site.rglob("*"))
    done = outside(
        site, tmp_path, "-m", "workshop", "plans", str(sample), "--only", "desert-bloom-bakery",
        "--quiet",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    pdf = tmp_path / "plans" / "desert-bloom-bakery" / "desert-bloom-bakery-plan.pdf"
    assert pdf.read_bytes().startswith(b"%PDF-1.7")
    assert sorted(str(path) for path in site.rglob("*")) == before
