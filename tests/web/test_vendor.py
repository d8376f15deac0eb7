"""The build hook: the right archive or none, and never a build that fails for want of a picture."""

import base64
import hashlib
import io
import subprocess
import tarfile
from pathlib import Path

import pytest

from tests.web.vendored import HOOK, load_hook

LISTED = HOOK.parent / "src/sourceline/web/vendor.toml"


@pytest.fixture
def hook():
    return load_hook()


@pytest.fixture
def package(hook):
    return hook.Package("made", "1.0.0", "sha512-none", {"a.js": "a.min.js", "LICENSE": "made.L"})


def packed(folder: Path, names) -> Path:
    with tarfile.open(folder / "made.tgz", "w:gz") as archive:
        for name in names:
            head = tarfile.TarInfo(name)
            head.size = 2
            archive.addfile(head, io.BytesIO(b"{}"))
    return folder / "made.tgz"


def test_an_archive_with_another_sha512_is_refused(hook, package, tmp_path):
    with pytest.raises(ValueError, match="sha512"):
        hook.unpack(package, packed(tmp_path, ["package/a.js"]), tmp_path / "vendor")
    assert not (tmp_path / "vendor").exists()


def test_only_the_wanted_files_are_taken_out(hook, package, tmp_path):
    archive = packed(tmp_path, ["package/a.js", "package/LICENSE", "package/more.js", "../outside"])
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    right = hook.Package(package.name, package.version, f"sha512-{digest}", package.files)
    hook.unpack(right, archive, tmp_path / "vendor")
    assert {path.name for path in (tmp_path / "vendor").iterdir()} == {
        "a.min.js", "made.L", "made.sha512"}


@pytest.mark.parametrize("failing", [OSError("npm is not installed"), ValueError("sha512"),
                                     subprocess.TimeoutExpired("npm", 60)])
def test_a_build_without_any_of_it_succeeds(hook, tmp_path, monkeypatch, capsys, failing):
    def fetch(_package, _folder):
        raise failing

    monkeypatch.setattr(hook, "fetch", fetch)
    (tmp_path / LISTED.relative_to(HOOK.parent)).parent.mkdir(parents=True)
    (tmp_path / LISTED.relative_to(HOOK.parent)).write_text(LISTED.read_text())
    one, given = hook.VendorHook(), {}
    one.root = str(tmp_path)
    one.initialize("standard", given)
    assert given["artifacts"] == ["/src/sourceline/web/vendor/*"]
    assert "not in this build: leaflet" in capsys.readouterr().err


def test_what_is_there_from_the_right_archive_is_not_fetched_again(hook, package, tmp_path,
                                                                  monkeypatch):
    monkeypatch.setattr(hook.shutil, "which", lambda _name: None)
    with pytest.raises(OSError, match="npm is not installed"):
        hook.fetch(package, tmp_path)
    for name in (*package.files.values(), package.stamp):
        (tmp_path / name).write_text(package.integrity)
    hook.fetch(package, tmp_path)
    (tmp_path / package.stamp).write_text("sha512-another")
    with pytest.raises(OSError, match="npm is not installed"):
        hook.fetch(package, tmp_path)


def test_every_listed_package_has_its_licence_and_one_exact_version(hook):
    listed = hook.read_listed(LISTED)
    assert len({name for one in listed for name in one.files.values()}) == sum(
        len(one.files) for one in listed)
    for one in listed:
        assert f"{one.name}.LICENSE" in one.files.values()
        assert one.version.replace(".", "").isdigit()
        assert len(base64.b64decode(one.integrity.removeprefix("sha512-"))) == 64
        assert "axe" not in one.name
