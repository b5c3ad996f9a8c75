"""Cells that look at what surrounds them, and cells that start something beside themselves."""

# ruff: noqa: E501 - a cell stands on one line

from __future__ import annotations

WORLD = {
    "main": (
        "import sys, os\nprint(__name__, sys.modules['__main__'].__dict__ is globals(), "
        "'__file__' in globals(), sorted(n for n in globals() if not n.startswith('_')), "
        "sorted(n for n in globals() if n.startswith('__')))"
    ),
    "path": "print(sys.path, os.getcwd() == os.environ['PWD'] or os.getcwd())",
    "argument-program": "print(sys.argv[0])",
    "environment": (
        "print(sorted((k, v) for k, v in os.environ.items() if k not in "
        "{'JPY_PARENT_PID', 'JPY_SESSION_NAME', 'PWD', '_'} and not k.startswith('PYDEVD')))"
    ),
    "magics": "%lsmagic",
    "who": "%who",
    "extensions": "print(sorted(get_ipython().extension_manager.loaded))",
    "store": "%store",
    "shell": (
        "ip = get_ipython(); print(type(ip), ip.colors, ip.autocall, ip.xmode, ip.ast_node_interactivity,"
        " type(ip.kernel).__mro__[-4:], ip.loop_runner, ip.history_manager.session_number, ip.pdb,"
        " ip.history_manager.hist_file, ip.exit_now, ip.history_manager.enabled)"
    ),
    "namespaces": "print(sorted(ip.user_ns_hidden), sorted(ip.user_global_ns.keys() - ip.user_ns.keys()))",
    "builtins": (
        "import builtins; print(sorted(set(dir(builtins)) - {'execfile', 'runfile'})[-12:], "
        "hasattr(builtins, 'execfile'), display.__module__, __IPYTHON__, exit, type(quit))"
    ),
    "hooks": "print(sys.displayhook.__class__, sys.excepthook.__qualname__, sys.unraisablehook.__name__)",
    "breakpoint-hook": "print(sys.breakpointhook.__qualname__, sys.gettrace(), sys.getprofile())",
    "threads": "import threading; print(threading.current_thread(), threading.main_thread().name)",
    "signals": (
        "import signal; print([(n, signal.getsignal(n)) for n in sorted(signal.valid_signals()) "
        "if signal.getsignal(n) is not signal.SIG_DFL]); "
        "print(signal.pthread_sigmask(signal.SIG_BLOCK, ()))"
    ),
    "collector": "import gc; print(gc.isenabled(), gc.get_threshold(), gc.get_debug())",
    "interpreter": (
        "print(sys.flags, sys.getrecursionlimit(), sys.getswitchinterval(), sys.warnoptions, "
        "sys._xoptions, sys.dont_write_bytecode, sys.executable, sys.prefix, sys.stdin is not None)"
    ),
    "fault-handler": "import faulthandler; print(faulthandler.is_enabled())",
    "session-leader": "print(os.getsid(0) == os.getpid(), os.getpgid(0) == os.getpid(), os.umask(0o22))",
    "limits": (
        "import resource; print([resource.getrlimit(n) for n in range(16)], os.nice(0), "
        "sorted(os.sched_getaffinity(0)))"
    ),
    "locale": "import locale; print(locale.setlocale(locale.LC_ALL), locale.getpreferredencoding())",
    "decimal": "import decimal; print(decimal.getcontext())",
    "pandas-options": (
        "import pandas; print(pandas.get_option('display.max_rows'), pandas.get_option('display.width'), "
        "pandas.plotting._misc.plot_params if 0 else 0, pandas.get_option('mode.copy_on_write'))"
    ),
    "matplotlib-defaults": (
        "import matplotlib; print(matplotlib.rcParams['backend'], matplotlib.get_backend(), "
        "sorted((k, v) for k, v in matplotlib.rcParams.items() "
        "if k not in matplotlib.rcParamsDefault or matplotlib.rcParamsDefault[k] != v))"
    ),
    "pyplot-state": "import matplotlib.pyplot as plt; print(plt.get_fignums(), plt.isinteractive())",
    "inline-backend": "%config InlineBackend",
    "inline-formats": "print(ip.display_formatter.formatters['image/svg+xml'].type_printers.keys())",
    "callbacks": "print({k: [c.__qualname__ for c in v] for k, v in ip.events.callbacks.items()})",
    "transformers": (
        "print(ip.input_transformers_post, len(ip.input_transformer_manager.cleanup_transforms), "
        "ip.ast_transformers)"
    ),
    "loop": (
        "import asyncio; loop = asyncio.get_running_loop(); print(type(loop), loop.is_running(), "
        "loop is asyncio.get_event_loop(), loop.get_debug(), asyncio.get_event_loop_policy().__class__)"
    ),
    "seeds": "import random, numpy; random.seed(4); numpy.random.seed(4); print(random.random(), numpy.random.rand())",
    "standard-input": "print(repr(sys.stdin.read() if sys.stdin else None), os.read(0, 5))",
    "own-streams": "print(sys.__stdout__.fileno(), sys.__stderr__.fileno(), sys.__stdout__.encoding, sys.__stdout__.errors)",
    "kernel-name": "print(ip.kernel.implementation, ip.kernel.banner, ip.kernel.language_info)",
    "import-beside": "open('beside_me.py', 'w').write('x = 5'); import importlib; importlib.invalidate_caches(); import beside_me; print(beside_me.x, beside_me.__file__)",
    "home": "print(os.path.expanduser('~'), ip.ipython_dir, ip.profile_dir and 1)",
    "time-zone": "import time; print(time.tzname)",
}

PROGRAMS = {
    "by-number": "import os, sys, subprocess\nx = os.write(1, b'out\\n'); x = os.write(2, b'err\\n')",
    "own-stream": "print('old', file=sys.__stdout__, flush=True)",
    "program": "done = subprocess.run(['sh', '-c', 'echo one'])",
    "program-error": "done = subprocess.run(['sh', '-c', 'echo two >&2'])",
    "program-many-lines": "lines = subprocess.run(['seq', '300'])",
    "bad-utf8": "x = os.write(1, b'a\\xffb\\n')",
    "shell": "!echo one; echo two >&2; exit 3",
    "shell-exit": "_exit_code",
    "shell-list": "files = !printf 'a\\nb\\n'\nfiles",
    "shell-terminal": "!test -t 1 && echo terminal; tput cols 2>/dev/null; echo $TERM $PAGER",
    "bash": "%%bash\necho one\necho two >&2\necho $PAGER",
    "bash-fails": "%%bash\necho one; exit 4",
    "bash-captured": "%%bash --out said --err wrong\necho one; echo two >&2",
    "bash-captured-says": "said, wrong",
    "system": "os.system('echo system')",
    "sx": "%sx echo one",
    "script": "%%script python3\nprint('from python')",
    "popen-sys-stdout": "subprocess.run(['echo', 'to the stream'], stdout=subprocess.PIPE).stdout",
    "forked": (
        "import multiprocessing\n"
        "def work(number):\n    print('worker', number)\n    return number * 2\n"
        "process = multiprocessing.get_context('fork').Process(target=work, args=(1,))\n"
        "process.start(); process.join(); import time; time.sleep(0.3); process.exitcode"
    ),
    "forked-pool": "with multiprocessing.get_context('fork').Pool(2) as pool: print(pool.map(abs, [-1, 2]))",
    "forked-bare": (
        "print('before')\nsys.stdout.flush()\npid = os.fork()\n"
        "if not pid:\n    print('in the copy', flush=True)\n    os._exit(0)\n"
        "os.waitpid(pid, 0); time.sleep(0.3); print('after')"
    ),
    "forked-display": (
        "pid = os.fork()\nif not pid:\n    display(1)\n    os._exit(0)\nx = os.waitpid(pid, 0)"
    ),
    "spawned": (
        "with multiprocessing.get_context('spawn').Pool(1) as pool: print(pool.map(abs, [-1, 2]))"
    ),
    "executor": (
        "from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor\n"
        "with ProcessPoolExecutor(1) as pool: print(list(pool.map(work, [5])))\n"
        "time.sleep(0.3)"
    ),
    "threads": (
        "import threading\nthreads = [threading.Thread(target=print, args=(n,)) for n in range(3)]\n"
        "for one in threads: one.start(); one.join()"
    ),
    "thread-pool": ("with ThreadPoolExecutor(2) as pool: print(sorted(pool.map(str, range(5))))"),
    "thread-display": "t = threading.Thread(target=display, args=('from a thread',)); t.start(); t.join()",
    "thread-fails": "t = threading.Thread(target=lambda: 1 / 0, name='T'); t.start(); t.join()",
    "thread-later": (
        "def later():\n    time.sleep(0.4); print('late')\n"
        "late = threading.Thread(target=later); late.start()"
    ),
    "after-thread": "late.join(); print('mine'); time.sleep(0.3)",
    "logging": "import logging; logging.warning('careful'); logging.getLogger('x').error('wrong')",
    "logging-set-up": "logging.basicConfig(level=logging.INFO, force=True); logging.info('told')",
    "warning": "import warnings; warnings.warn('look')",
    "warning-deprecated": "warnings.warn('old', DeprecationWarning)",
    "warning-syntax": "1 is 1",
    "unraisable": "class Ends:\n    def __del__(self): raise ValueError('late')\nx = Ends(); del x",
    "await": "import asyncio\nawait asyncio.sleep(0, 'waited')",
    "await-many": "await asyncio.gather(*[asyncio.sleep(0, n) for n in range(3)])",
    "async-for": (
        "async def numbers():\n    yield 1\n    yield 2\n"
        "async for number in numbers(): print(number)"
    ),
    "task": (
        "async def told(): await asyncio.sleep(0); print('told'); return 7\n"
        "task = asyncio.create_task(told()); await task"
    ),
    "async-program": (
        "p = await asyncio.create_subprocess_exec('echo', 'hi', stdout=-1); await p.communicate()"
    ),
    "to-thread": "await asyncio.to_thread(print, 'in a thread')",
    "call-soon": "loop = asyncio.get_running_loop(); loop.call_soon(print, 'soon'); await asyncio.sleep(0.01)",
    "context-variable": (
        "import contextvars; v = contextvars.ContextVar('v'); v.set(3); print(v.get())"
    ),
    "context-variable-later": "print(v.get('gone'))",
}
