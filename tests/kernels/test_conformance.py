"""What Jupyter's own tests of kernels ask, our kernel answers as an ordinary one does."""

from __future__ import annotations

import os
import re
import unittest

import jupyter_kernel_test
import pytest

from workshop.kernels import OFF_VARIABLE, POSSIBLE

pytestmark = [
    pytest.mark.kernel,
    pytest.mark.skipif(not POSSIBLE, reason="kernels are split off on Linux only"),
]


class _Python:
    """What the suite has to be told of Python."""

    language_name = "python"
    file_extension = ".py"
    code_hello_world = "print('hello, world')"
    code_stderr = "import sys; print('careful', file=sys.stderr)"
    completion_samples = ({"text": "zi", "matches": {"zip"}},)
    complete_code_samples = ("1", "print('hello')", "def f(x):\n  return x*2\n\n\n")
    incomplete_code_samples = ("print('''hello", "def f(x):\n  x*2")
    invalid_code_samples = ("import = 7q",)
    code_page_something = "zip?"
    code_generate_error = "raise ValueError('wrong')"
    code_execute_result = (
        {"code": "6*7", "result": "42"},
        {"code": "'a' * 3", "result": "'aaa'"},
        {"code": "6*8", "result": "48"},
        {"code": "6*7", "result": "42"},
    )
    code_display_data = (
        {"code": "from IPython.display import HTML, display; display(HTML('<b>x</b>'))",
         "mime": "text/html"},
        {"code": "from IPython.display import Math, display; display(Math('x'))",
         "mime": "text/latex"},
        {"code": "import matplotlib.pyplot as plt; plt.plot([1, 2]); plt.show()",
         "mime": "image/png"},
    )  # fmt: skip
    code_history_pattern = "6*7*"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "zip"
    code_clear_output = "from IPython.display import clear_output; clear_output()"


def outcomes(kernel: str) -> dict[str, str]:
    """Run the suite on a kernel; return how each of its tests has ended."""
    suite = unittest.TestSuite()
    case = type(kernel, (_Python, jupyter_kernel_test.KernelTests), {"kernel_name": kernel})
    suite.addTests(unittest.defaultTestLoader.loadTestsFromTestCase(case))
    names = [test.id().rsplit(".", 1)[1] for test in suite]
    result = unittest.TestResult()
    suite.run(result)
    found = dict.fromkeys(names, "passed")
    for word, ended in (
        ("skipped", result.skipped), ("failed", result.failures), ("error", result.errors)
    ):  # fmt: skip
        for test, said in ended:
            name = re.search(r"test_\w+$|test_\w+(?= )", test.id())
            assert name, said  # it could not even be started
            found[name[0]] = f"{word}: {said[-300:]}"
    return found


def test_what_an_ordinary_kernel_passes_ours_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (OFF_VARIABLE, "PYTEST_CURRENT_TEST"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setitem(os.environ, "MPLBACKEND", "")
    ordinary, ours = outcomes("python3"), outcomes("workshop")
    wrong = {name: ours[name] for name, how in ordinary.items() if how == "passed" != ours[name]}
    assert not wrong
    assert ours.keys() == ordinary.keys()
    # In `test_history` ipykernel names the session that is going on 0, which the suite does not.
    assert {name for name, how in ours.items() if how != "passed"} <= {"test_history"}
