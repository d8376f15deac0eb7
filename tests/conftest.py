"""What holds in every test: no example fails because the machine was busy; no machine is asked.

The second is asserted in this process and in every Python process a test starts
(`tests/offline/sitecustomize.py`): workers, commands, servers.
"""

import os
import runpy
import sys
import tempfile
from pathlib import Path

from hypothesis import settings

settings.register_profile("sourceline", deadline=None)
settings.load_profile("sourceline")

OFFLINE = str(Path(__file__).with_name("offline"))
BREACHES = "SOURCELINE_TEST_CONNECTIONS"

if OFFLINE not in sys.path:
    sys.path.append(OFFLINE)
    os.environ["PYTHONPATH"] = os.pathsep.join(
        path for path in (OFFLINE, os.environ.get("PYTHONPATH", "")) if path)
    runpy.run_path(f"{OFFLINE}/sitecustomize.py")


def pytest_configure(config):
    """Name one file for the breaches of this session and of all processes below it."""
    if not hasattr(config, "workerinput") and BREACHES not in os.environ:
        handle, os.environ[BREACHES] = tempfile.mkstemp(prefix="sourceline-connections-")
        os.close(handle)


def pytest_sessionfinish(session):
    """Fail a session that opened a connection to another machine."""
    path = Path(os.environ[BREACHES])
    if hasattr(session.config, "workerinput") or not path.exists():
        return
    told = path.read_text(encoding="utf-8")
    path.unlink()
    if told:
        session.exitstatus = 1
        print(f"\nconnections to other machines were opened:\n{told}", file=sys.stderr)  # noqa: T201
