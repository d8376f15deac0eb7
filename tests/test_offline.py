"""Nothing opens a connection to another machine, and this is noticed wherever it happens."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from sourceline.engine.local import run_tasks
from tests.engine.works import call_out


@pytest.fixture
def breaches(tmp_path, monkeypatch):
    """A file of its own for the breaches that these tests make on purpose."""
    path = tmp_path / "breaches"
    monkeypatch.setenv("SOURCELINE_TEST_CONNECTIONS", str(path))
    return path


# What Python announces before it connects, asks a name or sends; nothing is really tried.
@pytest.mark.parametrize("announced", [
    ("socket.connect", socket.socket(), ("192.0.2.1", 80)),
    ("socket.connect", socket.socket(), ("2001:db8::1", 80, 0, 0)),
    ("socket.getaddrinfo", "velm.example", 443, 0, 0, 0),
    ("socket.sendto", socket.socket(), ("192.0.2.1", 53))], ids=lambda one: str(one[1:]))
def test_this_process_may_not_ask_another_machine(breaches, announced):
    with pytest.raises(PermissionError):
        sys.audit(*announced)
    assert breaches.read_text()


def test_this_process_may_ask_itself(breaches):
    server = socket.create_server(("127.0.0.1", 0))
    socket.create_connection(server.getsockname(), timeout=5).close()
    server.close()
    assert socket.getaddrinfo("localhost", 80)
    assert not breaches.exists()


def test_a_worker_may_not_ask_another_machine(breaches):
    [done] = run_tasks(call_out, [1], workers=1, timeout_s=60)
    assert done.reason == "PermissionError"
    assert "192.0.2.1" in breaches.read_text()


def test_a_program_that_a_test_starts_may_not_ask_another_machine(breaches):
    done = subprocess.run(
        [sys.executable, "-c", "import socket, sys; "
         "sys.audit('socket.connect', socket.socket(), ('192.0.2.1', 443))"],
        capture_output=True, text=True, timeout=120)
    assert done.returncode == 1
    assert "192.0.2.1" in breaches.read_text()


def test_a_session_that_opened_a_connection_fails(tmp_path):
    (tmp_path / "test_caller.py").write_text(
        "import contextlib, socket, sys\n\ndef test_calls_and_keeps_silent():\n"
        "    with contextlib.suppress(OSError):\n"
        "        sys.audit('socket.connect', socket.socket(), ('192.0.2.1', 80))\n")
    (tmp_path / "conftest.py").write_text(
        Path(__file__).with_name("conftest.py").read_text().replace(
            "Path(__file__)", f"Path({__file__!r})"))
    env = {name: value for name, value in os.environ.items()
           if name not in ("SOURCELINE_TEST_CONNECTIONS", "PYTHONPATH")
           and not name.startswith("PYTEST")}
    done = subprocess.run([sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider",
                           str(tmp_path)], capture_output=True, text=True, timeout=120, env=env,
                          cwd=tmp_path)
    assert "1 passed" in done.stdout
    assert done.returncode == 1
    assert "192.0.2.1" in done.stderr
