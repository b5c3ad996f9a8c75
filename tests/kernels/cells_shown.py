"""Cells that show something."""

# ruff: noqa: E501 - a cell stands on one line

from __future__ import annotations

SHOWN = {
    "nothing": "a = 1",
    "result": "a + 1",
    "last-results": "print(_, __, repr(___), Out, In[:2])",
    "no-result": "2;",
    "none": "None",
    "numbered": "get_ipython().execution_count, _i, _ii",
    "several-results": "1\n2\nprint(3)\n4",
    "text-and-errors": (
        "import sys\nprint('one'); print('two', file=sys.stderr); print('three', flush=True)\n"
        "print('four', file=sys.stderr, end='')"
    ),
    "text-around-display": "print('before'); display(1); print('after'); display(2, 'x')",
    "html": "from IPython.display import *\nHTML('<b>bold</b>')",
    "svg": "SVG('<svg xmlns=\"http://www.w3.org/2000/svg\"/>')",
    "json": "JSON({'a': [1, None, True, 'ä']}, expanded=True)",
    "png": (
        "import base64\nImage(base64.b64decode('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADU"
        "lEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='), format='png')"
    ),
    "markdown-latex": "display(Markdown('**a**'), Latex('$x$'), Javascript('1'), Math('x'))",
    "display-updated": (
        "handle = display('first', display_id='mine'); display('between'); handle.update('second')"
    ),
    "display-updated-later": "update_display('third', display_id='mine'); print('done')",
    "display-named-by-chance": "display(1, display_id=True)",
    "display-metadata": "display(HTML('x'), metadata={'isolated': True}); display({'a/b': 'x'}, raw=True)",
    "display-updated-to-other-kind": "handle.update(HTML('<i>other</i>'))",
    "cleared": "print('gone'); display(1); clear_output(); print('kept')",
    "cleared-late": "print('gone'); clear_output(wait=True); print('kept')",
    "cleared-late-and-nothing-after": "print('stays'); clear_output(wait=True)",
    "repr-of-mimes": (
        "class Bundle:\n    def _repr_mimebundle_(self, include=None, exclude=None):\n"
        "        return {'text/plain': 'p', 'text/html': 'h', 'application/x': 'n'}, {'m': 2}\n"
        "Bundle()"
    ),
    "repr-that-fails": "class Bad:\n    def __repr__(self): raise ValueError('no repr')\nBad()",
    "html-repr-that-fails": (
        "class Half:\n    def _repr_html_(self): raise ValueError('no html')\n"
        "    def __repr__(self): return 'half'\nHalf()"
    ),
    "long-repr": "list(range(2000))",
    "nested-repr": "{'b': [1, (2, 3)], 'a': {4, 5}, 'long': ['x' * 30] * 8}",
    "unicode": "print('ünï ☃ 𝒳 \\x00 \\x1b[31mred\\x1b[0m \\r\\n \\u2028'); '☃'",
    "lone-surrogate-escaped": "print(b'\\xff\\xfe'.decode('utf-8', 'surrogateescape')); print('b')",
    "not-a-number": "JSON({'a': float('nan'), 'b': [float('inf')]})",
    "not-a-number-raw": "display({'application/json': {'a': float('nan')}}, raw=True)",
    "bytes-raw": "display({'image/png': b'12', 'text/plain': 'x'}, raw=True)",
    "date-raw": "import datetime\ndisplay({'application/json': datetime.date(2027, 1, 4)}, raw=True)",
    "keys-that-are-no-text": "display({'application/json': {1: 2, None: 3}}, raw=True)",
    "frame": "import pandas\npandas.DataFrame({'a': [1, 2], 'b': ['x', None]})",
    "series": "pandas.Series([1.5, float('nan')], name='s')",
    "frame-styled": "pandas.DataFrame({'a': [1, 2]}).style.set_uuid('u').format('{:.1f}')",
    "long-frame": "pandas.DataFrame({'a': range(200)})",
    "huge-text": "print('x' * 5_000_000)",
    "many-lines": "for number in range(20_000): print(number)",
    "huge-picture": "display({'image/png': 'A' * 1_400_000}, raw=True)",
    "huge-result": "'y' * 2_000_000",
    "page": "get_ipython().set_next_input('next'); get_ipython().run_line_magic('pinfo', 'len')",
    "help": "len?",
    "source": "Bundle??",
    "print-to-file": "import io\nprint('x', file=io.StringIO())",
    "write": "sys.stdout.write('a\\n'), sys.stderr.write('b\\n'), sys.stdout.writelines(['c', 'd'])",
    "write-no-text": "sys.stdout.write(b'x')",
    "streams": (
        "print(sys.stdout.encoding, sys.stdout.errors, sys.stdout.isatty(), sys.stdout.name, "
        "sys.stdout.writable(), sys.stdout.readable(), sys.stdout.closed, "
        "hasattr(sys.stdout, 'buffer'), hasattr(sys.stdout, 'reconfigure'), type(sys.stdin).__name__)"
    ),
    "ends": "a; print('the end', end='')",
}

WIDGETS = {
    "import": "import ipywidgets as w\nfrom IPython.display import display",
    "slider": "slider = w.IntSlider(value=3, description='how many'); slider",
    "changed": "slider.value = 5; print(slider.value)",
    "box": "w.VBox([w.Text('a'), w.Dropdown(options=['x', 'y'], value='y'), w.Checkbox(True)])",
    "output": "out = w.Output()\nwith out:\n    print('inside'); display('shown')\nout",
    "output-outside": "print('outside')",
    "output-again": "with out:\n    print('again')\nprint('beside')",
    "output-cleared": "out.clear_output()\nwith out:\n    print('only this')",
    "output-append": "out.append_stdout('appended'); out.append_display_data(5)",
    "output-outputs": "len(out.outputs)",
    "output-error": "with out:\n    1 / 0",
    "output-capture": "@out.capture()\ndef f(x): print('captured', x)\nf(2)",
    "output-nested": (
        "other = w.Output()\nwith out:\n    print('a')\n    with other:\n        print('b')\n"
        "    print('c')\ndisplay(out, other)"
    ),
    "interact": "w.interact(lambda x: print('x is', x), x=(0, 10))",
    "interactive": "i = w.interactive(lambda a, b: a + b, a=1, b=2.5); i",
    "image": "w.Image(value=b'\\x00\\x01' * 3000, format='png')",
    "observe": "slider.observe(lambda c: print('seen', c['new']), 'value'); slider.value = 7",
    "linked": "a, b = w.IntText(1), w.IntText(2); link = w.jslink((a, 'value'), (b, 'value')); display(a, b)",
    "closed": "box = w.Text('x'); box.close(); box",
    "progress": "p = w.IntProgress(max=3)\ndisplay(p)\nfor n in range(4): p.value = n",
    "tqdm": "from tqdm.auto import tqdm\nfor n in tqdm(range(3), disable=False): pass",
    "upload": "w.FileUpload(), w.DatePicker(), w.ColorPicker(value='#ff0000')",
    "button": "button = w.Button(description='go'); button.on_click(print); button.click(); button",
    "tab": "w.Tab([w.Text(), w.Text()], titles=['one', 'two'])",
    "comm": (
        "from ipykernel.comm import Comm\ncomm = Comm(target_name='mine', data={'a': 1}); "
        "comm.send({'b': float('nan')}); comm.close()"
    ),
}

CHARTS = {
    "pyplot": "import matplotlib.pyplot as plt\nplt.plot([1, 2, 3]); plt.title('t')",
    "shown": "plt.plot([3, 1]); plt.show(); print('after')",
    "figure": "figure, axes = plt.subplots(); axes.bar(['a', 'b'], [1, 2]); plt.close(figure); figure",
    "own-figure": (
        "from matplotlib.figure import Figure\nf = Figure(figsize=(2, 1)); "
        "f.add_subplot().plot([1, 2]); f"
    ),
    "two": "plt.figure(); plt.plot([1]); plt.figure(); plt.plot([2])",
    "displayed": "fig, ax = plt.subplots(); display(fig)",
    "axes": "print(plt.get_backend(), plt.get_fignums())",
    "png": (
        "from matplotlib_inline.backend_inline import set_matplotlib_formats\n"
        "set_matplotlib_formats('png', 'svg'); plt.plot([1, 2])"
    ),
    "pandas": "import pandas; pandas.Series([1, 2]).plot()",
    "rc": "plt.rcParams['figure.figsize'] = (2, 2); plt.plot([1])",
    "error": "plt.plot([1]); 1 / 0",
    "after-error": "print(plt.get_fignums())",
}

FIGURES = {
    "figure-alone": "from matplotlib.figure import Figure\nf = Figure(figsize=(2, 1)); f.add_subplot().plot([1, 2]); f",
    "figure-shown": "display(f)",
    "figure-with-pyplot": "import matplotlib.pyplot as plt\nf",
    "figure-after-drawing": "plt.plot([1]);",
    "figure-in-the-end": "f",
}
