"""Put the offline basemap into the wheel: fetched by the npm client, checked, never committed.

In: the npm package named below. Out: two files in `src/sourceline/web/vendor/`. Without npm or a
network the build goes on without them, and the map is drawn on a graticule alone.
"""

import base64
import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# Natural Earth's countries at 1:110 million (public domain), as TopoJSON; the package is ISC.
PACKAGE = "world-atlas@2.0.2"
INTEGRITY = ("IXfV0qwlKXpckz1FhwXVwKRjiIhOnWttOskm5CtxMsjg"
             "E/MXAYRHWJqgXOpM8IkcPBoXnyTU5lFHcYa5ChG0LQ==")
FILES = {"package/countries-110m.json": "countries-110m.json",
         "package/LICENSE": "world-atlas.LICENSE"}
# Written beside the files: which archive they are from.
STAMP = "world-atlas.sha512"
VENDOR = "src/sourceline/web/vendor"
_MOST_SECONDS = 60


class VendorHook(BuildHookInterface):
    """Runs for wheels and for editable installs."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, object]) -> None:  # noqa: ARG002
        """Fetch what is not there yet, and name it to the builder, since git ignores it."""
        try:
            fetch(Path(self.root) / VENDOR)
        except (OSError, ValueError, KeyError, subprocess.SubprocessError,
                tarfile.TarError) as error:
            sys.stderr.write(f"no basemap in this build: {error}\n")
        artifacts = build_data.setdefault("artifacts", [])
        assert isinstance(artifacts, list)
        artifacts.append(f"/{VENDOR}/*")


def fetch(folder: Path) -> None:
    """Fetch the package into a folder, unless what is there is from the right archive.

    Refuses: a machine without npm (`OSError`), an archive with another sha512 (`ValueError`).
    """
    stamp = folder / STAMP
    if stamp.exists() and stamp.read_text(encoding="ascii") == INTEGRITY:
        return
    npm = shutil.which("npm")
    if npm is None:
        raise OSError("npm is not installed")
    with tempfile.TemporaryDirectory() as place:
        subprocess.run([npm, "pack", PACKAGE, "--ignore-scripts", "--silent",
                        "--fetch-retries=0", "--fetch-timeout=20000"], cwd=place,
                       check=True, capture_output=True, timeout=_MOST_SECONDS)
        archive = next(Path(place).glob("*.tgz"), None)
        if archive is None:
            raise OSError("npm gave no archive")
        unpack(archive, folder)


def unpack(archive: Path, folder: Path) -> None:
    """Check an archive and take the wanted files out of it, the stamp last."""
    given = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode("ascii")
    if given != INTEGRITY:
        raise ValueError(f"{PACKAGE} has sha512 {given}, not {INTEGRITY}")
    folder.mkdir(parents=True, exist_ok=True)
    with tarfile.open(archive) as packed:
        for name, as_name in FILES.items():
            one = packed.extractfile(name)
            if one is None:
                raise ValueError(f"{name} is no file")
            (folder / as_name).write_bytes(one.read())
    (folder / STAMP).write_text(INTEGRITY, encoding="ascii")
