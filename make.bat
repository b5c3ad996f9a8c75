@rem The same targets on Windows, without make: "make plans", "make test".
@py -3 "%~dp0tasks.py" %*
