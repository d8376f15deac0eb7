"""The build hook: the right archive or none, and never a build that fails for want of a map."""

import importlib.util
import io
import subprocess
import sys
import tarfile
import types
from pathlib import Path

import pytest

HOOK = Path(__file__).parents[2] / "hatch_build.py"


@pytest.fixture
def hook(monkeypatch):
    """The hook as the builder loads it, with no builder around."""
    name = "hatchling.builders.hooks.plugin.interface"
    made = types.ModuleType(name)
    made.BuildHookInterface = type("BuildHookInterface", (), {"root": ""})
    for parent in ("hatchling", "hatchling.builders", "hatchling.builders.hooks",
                   "hatchling.builders.hooks.plugin"):
        monkeypatch.setitem(sys.modules, parent, types.ModuleType(parent))
    monkeypatch.setitem(sys.modules, name, made)
    spec = importlib.util.spec_from_file_location("made_hook", HOOK)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def packed(folder: Path, names) -> Path:
    with tarfile.open(folder / "made.tgz", "w:gz") as archive:
        for name in names:
            head = tarfile.TarInfo(name)
            head.size = 2
            archive.addfile(head, io.BytesIO(b"{}"))
    return folder / "made.tgz"


def test_an_archive_with_another_sha512_is_refused(hook, tmp_path):
    with pytest.raises(ValueError, match="sha512"):
        hook.unpack(packed(tmp_path, hook.FILES), tmp_path / "vendor")
    assert not (tmp_path / "vendor").exists()


def test_only_the_wanted_files_are_taken_out(hook, tmp_path, monkeypatch):
    archive = packed(tmp_path, [*hook.FILES, "package/more.js", "../outside"])
    import base64
    import hashlib
    digest = hashlib.sha512(archive.read_bytes()).digest()
    monkeypatch.setattr(hook, "INTEGRITY", base64.b64encode(digest).decode())
    hook.unpack(archive, tmp_path / "vendor")
    assert {path.name for path in (tmp_path / "vendor").iterdir()} == {
        *hook.FILES.values(), hook.STAMP}


@pytest.mark.parametrize("failing", [OSError("npm is not installed"), ValueError("sha512"),
                                     subprocess.TimeoutExpired("npm", 60)])
def test_a_build_without_the_map_succeeds(hook, tmp_path, monkeypatch, failing):
    def fetch(_folder):
        raise failing

    monkeypatch.setattr(hook, "fetch", fetch)
    one, given = hook.VendorHook(), {}
    one.root = str(tmp_path)
    one.initialize("standard", given)
    assert given["artifacts"] == ["/src/sourceline/web/vendor/*"]


def test_what_is_there_from_the_right_archive_is_not_fetched_again(hook, tmp_path, monkeypatch):
    (tmp_path / hook.STAMP).write_text(hook.INTEGRITY)
    monkeypatch.setattr(hook.shutil, "which", lambda _name: pytest.fail("npm was asked for"))
    hook.fetch(tmp_path)
