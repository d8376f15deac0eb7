"""Debian packages that tests need: installed by apt-get where one may, one process at a time."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path


def install(package: str, there: Callable[[], bool]) -> bool:
    """Install a package unless it is there; say whether it is there now.

    Tests run in several processes, and apt-get bears only one of itself at a time: all of them wait
    for one lock, and whoever comes second finds the package there.
    """
    if there() or os.geteuid() != 0 or not shutil.which("apt-get"):
        return there()
    import fcntl  # only where there is apt-get

    with (Path(tempfile.gettempdir()) / "sourceline-apt.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not there():
            for command in (["update"], ["install", "-y", "--no-install-recommends", package]):
                subprocess.run(["apt-get", "-qq", *command], check=False, capture_output=True,
                               timeout=600, env={**os.environ,
                                                 "DEBIAN_FRONTEND": "noninteractive"})
    return there()
