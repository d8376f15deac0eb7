"""What others made, for tests that need it: fetched as a build does it, or else skipped."""

import importlib.util
import shutil
import sys
import tempfile
import types
from pathlib import Path

import pytest

from tests.installing import install

HOOK = Path(__file__).parents[2] / "hatch_build.py"
_INTERFACE = "hatchling.builders.hooks.plugin.interface"


def load_hook():
    """The build hook as the builder loads it, with no builder around."""
    made = types.ModuleType(_INTERFACE)
    made.BuildHookInterface = type("BuildHookInterface", (), {"root": ""})
    spec = importlib.util.spec_from_file_location("made_hook", HOOK)
    module = importlib.util.module_from_spec(spec)
    before = sys.modules.get(_INTERFACE)
    sys.modules[_INTERFACE] = made
    # Frozen types look their module up while it is read.
    sys.modules["made_hook"] = module
    try:
        spec.loader.exec_module(module)
    finally:
        sys.modules.pop(_INTERFACE)
        if before:
            sys.modules[_INTERFACE] = before
    return module


def fetched(listed: Path, folder: Path) -> Path:
    """A folder with every file of a list, fetched if need be; skips where that cannot be."""
    import fcntl  # only on machines that have a browser to test with

    # Tests run in several processes; one fetches, the others find what it fetched.
    with (Path(tempfile.gettempdir()) / "sourceline-vendor.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        hook = load_hook()
        missing = hook.fetch_all(listed, folder)
        if missing and install("npm", lambda: shutil.which("npm") is not None):
            missing = hook.fetch_all(listed, folder)
    if missing:
        pytest.skip("; ".join(missing))
    return folder
