"""Put what the pictures use into the wheel: fetched by the npm client, checked, never committed.

In: the packages of `src/sourceline/web/vendor.toml`. Out: their files in
`src/sourceline/web/vendor/`. Without npm or a network the build goes on without them, and pages
show the server's own pictures and tables, the map on a graticule alone.
"""

import base64
import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

LISTED = "src/sourceline/web/vendor.toml"
VENDOR = "src/sourceline/web/vendor"
_MOST_SECONDS = 60
# npm is mostly waiting; more at once would trouble a registry.
_AT_ONCE = 4


@dataclass(frozen=True)
class Package:
    """One npm package: what it must be, and which of its files are taken under which names."""

    name: str
    version: str
    integrity: str
    files: dict[str, str]

    @property
    def stamp(self) -> str:
        """Name the file that says which archive the files beside it are from."""
        return f"{self.name}.sha512"


class VendorHook(BuildHookInterface):
    """Runs for wheels and for editable installs."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, object]) -> None:  # noqa: ARG002
        """Fetch what is not there yet, and name it to the builder, since git ignores it."""
        for failed in fetch_all(Path(self.root) / LISTED, Path(self.root) / VENDOR):
            sys.stderr.write(f"not in this build: {failed}\n")
        artifacts = build_data.setdefault("artifacts", [])
        assert isinstance(artifacts, list)
        artifacts.append(f"/{VENDOR}/*")


def read_listed(listed: Path) -> list[Package]:
    """Read the list of packages."""
    return [Package(one["name"], one["version"], one["integrity"], one["files"])
            for one in tomllib.loads(listed.read_text(encoding="utf-8"))["package"]]


def fetch_all(listed: Path, folder: Path) -> list[str]:
    """Fetch every package of a list into a folder; give a sentence for each that is missing."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        said = pool.map(lambda package: _try(package, folder), read_listed(listed))
        return [failed for failed in said if failed]


def _try(package: Package, folder: Path) -> str:
    try:
        fetch(package, folder)
    except (OSError, ValueError, KeyError, subprocess.SubprocessError, tarfile.TarError) as error:
        return f"{package.name}: {error}"
    return ""


def fetch(package: Package, folder: Path) -> None:
    """Fetch one package into a folder, unless what is there is from the right archive.

    Refuses: a machine without npm (`OSError`), an archive with another sha512 (`ValueError`).
    """
    stamp = folder / package.stamp
    wanted = [folder / as_name for as_name in package.files.values()]
    if stamp.exists() and stamp.read_text(encoding="ascii") == package.integrity \
            and all(file.exists() for file in wanted):
        return
    npm = shutil.which("npm")
    if npm is None:
        raise OSError("npm is not installed")
    with tempfile.TemporaryDirectory() as place:
        subprocess.run([npm, "pack", f"{package.name}@{package.version}", "--ignore-scripts",
                        "--silent", "--fetch-retries=0", "--fetch-timeout=20000"], cwd=place,
                       check=True, capture_output=True, timeout=_MOST_SECONDS)
        archive = next(Path(place).glob("*.tgz"), None)
        if archive is None:
            raise OSError("npm gave no archive")
        unpack(package, archive, folder)


def unpack(package: Package, archive: Path, folder: Path) -> None:
    """Check an archive and take the wanted files out of it, the stamp last."""
    digest = hashlib.sha512(archive.read_bytes()).digest()
    given = "sha512-" + base64.b64encode(digest).decode("ascii")
    if given != package.integrity:
        raise ValueError(f"version {package.version} has {given}, not {package.integrity}")
    folder.mkdir(parents=True, exist_ok=True)
    with tarfile.open(archive) as packed:
        for name, as_name in package.files.items():
            one = packed.extractfile(f"package/{name}")
            if one is None:
                raise ValueError(f"{name} is no file")
            (folder / as_name).write_bytes(one.read())
    (folder / package.stamp).write_text(package.integrity, encoding="ascii")
