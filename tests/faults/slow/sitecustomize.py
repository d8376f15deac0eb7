"""A slow disk, for a process that finds this folder on its path: opening a file takes a while."""

import runpy
import sys
import time
from pathlib import Path

# A process has one such file: this one brings the other along.
runpy.run_path(str(Path(__file__).parents[2] / "offline" / "sitecustomize.py"))


def _slow(event, args):
    article = event in ("open", "os.listdir") and "/articles" in str(args[:1])
    if article or event == "sqlite3.connect":
        time.sleep(0.05)


sys.addaudithook(_slow)
