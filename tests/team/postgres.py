"""A PostgreSQL of our own: in a temporary folder, as an unprivileged user, without a port."""

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.installing import install

# Read by Debian's postgresql-common: no cluster of the machine's own is made by the installation.
_NO_CLUSTER = Path("/etc/postgresql-common/createcluster.d/sourceline-tests.conf")


def programs() -> Path:
    """The folder of PostgreSQL's programs; installed by apt-get where one may."""
    if not _find() and os.geteuid() == 0 and shutil.which("apt-get"):
        _NO_CLUSTER.parent.mkdir(parents=True, exist_ok=True)
        _NO_CLUSTER.write_text("create_main_cluster = false\n")
        try:
            install("postgresql", lambda: _find() is not None)
        finally:
            _NO_CLUSTER.unlink(missing_ok=True)
    found = _find()
    if not found:
        pytest.skip("no PostgreSQL: install Debian's package `postgresql`")
    return found


def _find() -> Path | None:
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    on_path = shutil.which("initdb")
    return next((one for one in (*folders, *([Path(on_path).parent] if on_path else []))
                 if (one / "postgres").exists() and (one / "initdb").exists()), None)


@contextmanager
def running():
    """Start a server, give its address without a database, stop it and remove its files."""
    found = programs()
    folder = Path(tempfile.mkdtemp(prefix="sl-pg-"))
    whose = {}
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        user = "postgres" if _known("postgres") else "nobody"
        shutil.chown(folder, user)
        whose = {"user": user, "group": _group(user), "extra_groups": []}
    made = folder / "made"

    def run(*command):
        done = subprocess.run([str(one) for one in command], cwd=folder, capture_output=True,
                              text=True, timeout=120, **whose)
        assert done.returncode == 0, done.stdout + done.stderr

    run(found / "initdb", "-D", made, "-U", "owner", "-A", "trust", "-E", "UTF8",
        "--locale=C", "--no-sync")
    # Nothing but a socket in this folder; a test's database need not outlive a power cut.
    options = f"-k {folder} -c listen_addresses= -c fsync=off -c max_connections=120"
    run(found / "pg_ctl", "-D", made, "-w", "-l", folder / "log", "-o", options, "start")
    try:
        yield f"postgresql://owner@/{{}}?host={folder}"
    finally:
        run(found / "pg_ctl", "-D", made, "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _known(user):
    import pwd

    return any(one.pw_name == user for one in pwd.getpwall())


def _group(user):
    import pwd

    return pwd.getpwnam(user).pw_gid
