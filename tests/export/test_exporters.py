"""nbconvert finds both exporters, and what they write stands on its own."""

from __future__ import annotations

import json
import subprocess
import sys

import nbformat
import pytest
import typst
from nbconvert.exporters import get_exporter
from nbformat import v4
from plans import flat, nbconvert, nbconvert_here, notebook, payload, text_of

from workshop.blocks import MIME, Paragraph
from workshop.export import PlanExporter, PlanTypstExporter
from workshop.shipped import shipped

AWKWARD = '"; #panic("no") \\ " \\u{41} $x$ ])'


def test_entry_points_lead_to_the_exporters():
    """Both names are known to nbconvert."""
    assert get_exporter("plan") is PlanExporter
    assert get_exporter("plan_typst") is PlanTypstExporter


def test_the_exporter_tells_what_it_made():
    """The resources name pages and replaced characters; the ending is .pdf."""
    nb = notebook(payload(Paragraph(text="a 𒀀 b")))
    pdf, resources = PlanExporter().from_notebook_node(nb)

    assert pdf.startswith(b"%PDF")
    assert resources["output_extension"] == ".pdf"
    assert resources["workshop"]["pages"] >= 1
    assert [glyph.character for glyph in resources["workshop"]["missing"]] == ["𒀀"]


def test_typst_source_compiles_alone(tmp_path):
    """The .typ file needs nothing beside it, and shows the same text."""
    nb = notebook(payload(Paragraph(text=AWKWARD), title="Alone"))
    source, resources = PlanTypstExporter().from_notebook_node(nb)
    (tmp_path / "plan.typ").write_text(source, encoding="utf-8")
    pdf = typst.compile(
        str(tmp_path / "plan.typ"),
        font_paths=[str(shipped("assets/fonts"))],
        pdf_standards="ua-1",
    )

    assert resources["output_extension"] == ".typ"
    assert "Alone" in text_of(pdf)
    assert "".join(AWKWARD.split()) in flat(pdf)


def test_nbconvert_writes_a_plan(tmp_path):
    """The command line makes a PDF of an executed notebook."""
    nbformat.write(notebook(payload(Paragraph(text="from the shell"))), tmp_path / "n.ipynb")
    run = nbconvert(tmp_path, "n.ipynb", "--output", "mine")

    assert run.returncode == 0, run.stderr
    assert "from the shell" in text_of((tmp_path / "mine.pdf").read_bytes())


def test_nbconvert_refuses_a_notebook_that_was_not_run(tmp_path):
    """Without outputs nothing is written, and the message names the cure."""
    nb = notebook(v4.new_code_cell("plan()", metadata={"tags": ["plan"]}))
    nbformat.write(nb, tmp_path / "n.ipynb")
    code, said = nbconvert_here(tmp_path, "n.ipynb")

    assert code != 0
    assert "use --execute" in said
    assert not list(tmp_path.glob("*.pdf"))


@pytest.mark.kernel
def test_nbconvert_runs_the_notebook_first(tmp_path):
    """With --execute a notebook without outputs becomes a plan."""
    data = payload(Paragraph(text="made by the kernel")).model_dump(mode="json")
    code = (
        "import json; from IPython.display import display\n"
        f"display({{{MIME!r}: json.loads({json.dumps(data)!r})}}, raw=True)"
    )
    nb = notebook(v4.new_code_cell(code, metadata={"tags": ["plan"]}))
    nb.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    nbformat.write(nb, tmp_path / "n.ipynb")
    code, said = nbconvert_here(tmp_path, "n.ipynb", "--execute")

    assert code == 0, said
    assert "made by the kernel" in text_of((tmp_path / "n.pdf").read_bytes())


def test_importing_the_room_is_cheap():
    """Importing the package loads neither nbconvert nor the typesetter."""
    program = (
        "import sys, workshop.export;"
        "print([m for m in ('nbconvert', 'typst', 'mistune', 'pydantic') if m in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert run.stdout.strip() == "[]"
