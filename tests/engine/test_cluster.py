"""The distributed engine, for real: Daft here, and on a Ray head with two workers on loopback."""

import json
import os
import random
import secrets
import signal
import socket
import subprocess
import sys
import time
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from sourceline import api
from sourceline.engine.choose import choose_engine
from sourceline.engine.quiet import QUIET
from sourceline.engine.shards import Shards
from sourceline.errors import BadInput
from tests.engine.works import trouble

RAY = str(Path(sys.executable).with_name("ray"))
MEMORY = "--object-store-memory=80000000"
# Ray lets in whom knows the token; what a user keeps in the home folder must not matter here.
ENV = {**os.environ, **QUIET, "PYTHONPATH": os.getcwd(), "RAY_AUTH_MODE": "token",
       "RAY_AUTH_TOKEN": secrets.token_hex(32)}
# Ray finds this machine's own address and talks over it, which the guard of these tests takes for
# another machine's; Daft here runs under the guard.
GUARDED = {**ENV, "PYTHONPATH": os.pathsep.join([os.environ["PYTHONPATH"], os.getcwd()])}


@pytest.fixture(scope="module")
def by_rules(tmp_path_factory):
    """The dump of the demo record as worker processes on this machine make it."""
    record = tmp_path_factory.mktemp("local") / "demo.db"
    with as_file(files("sourceline.demo").joinpath("articles")) as folder:
        api.build([folder], record, reader="rules", workers=2)
        yield folder, list(api.dump(record))


@pytest.fixture
def cluster(tmp_path):
    """The address of a Ray head without a worker of its own, and two workers."""
    port, client = _free_port(), _free_port()
    # Ray's sockets live in its folder, and a socket's path may have 107 characters at most.
    folder = Path(f"/tmp/sourceline-ray-{os.getpid()}")
    start = [RAY, "start", "--block", "--node-ip-address=127.0.0.1", "--disable-usage-stats",
             MEMORY]
    commands = [[*start, "--head", f"--port={port}", "--num-cpus=0", f"--temp-dir={folder}",
                 "--include-dashboard=false", f"--ray-client-server-port={client}"],
                *[[*start, f"--address=127.0.0.1:{port}", "--num-cpus=1"]] * 2]
    running = []
    try:
        for number, command in enumerate(commands):
            log = tmp_path / f"ray-{number}.log"
            with log.open("w") as out:
                running.append(subprocess.Popen(command, env=ENV, stdout=out,
                                                stderr=subprocess.STDOUT))
            _wait_for(log, "will now block forever")
        yield f"ray://127.0.0.1:{port}"
    finally:
        for process in reversed(running):
            process.send_signal(signal.SIGTERM)
            process.wait(60)


def _free_port() -> int:
    """Give a port nobody listens on, beside those Ray's workers and outgoing connections take."""
    while True:
        port = random.randrange(20_000, 32_000)
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", port)) != 0:
                return port


def _wait_for(log: Path, words: str) -> None:
    """Wait until a process says that it is ready; whoever joins a head sooner is turned away."""
    until = time.monotonic() + 120
    while words not in log.read_text():
        assert time.monotonic() < until, log.read_text()[-1000:]
        time.sleep(0.2)


def _over(engine: str, folder: Path) -> dict:
    done = subprocess.run([sys.executable, "-m", "tests.engine.over", engine, str(folder)],
                          capture_output=True, text=True, timeout=300,
                          env=GUARDED if engine == "daft" else ENV)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


def _holds(said: dict) -> None:
    reasons = {"1": "ValueError", "2": "crashed", "3": "timeout", "4": "memory", "5": "crashed"}
    assert {n: why for n, (_, why) in said["told"].items() if why} == reasons
    assert [n for n, (given, _) in said["told"].items() if given == int(n)] == [
        n for n in said["told"] if n not in reasons]
    assert len(said["told"]) == 12
    assert said["quiet"] == QUIET
    assert said["asked"] == []  # no name of any other machine was looked up
    assert said["grouped"] == {"a": ["ash+ant", ""], "e": ["elm", ""], "o": ["oak+oar+oat", ""],
                               "x": [None, "crashed"], "y": [None, "ValueError"]}
    assert said["counted"] == 1
    assert set(said["left"]) == {".jsonl", ".parquet"}
    assert said["after"] is False


def _dump_by(engine: str, folder: Path, record: Path) -> list[str]:
    subprocess.run([sys.executable, "-m", "sourceline.cli", "build", str(folder), "-o",
                    str(record), "--reader", "rules", "--workers", "2", "--engine", engine],
                   check=True, capture_output=True, timeout=300,
                   env=GUARDED if engine == "daft" else ENV)
    return list(api.dump(record))


def test_daft_here_costs_a_bad_task_only_itself_and_calls_nobody(tmp_path):
    _holds(_over("daft", tmp_path))


def test_daft_here_gives_the_same_record(by_rules, tmp_path):
    folder, dump = by_rules
    assert _dump_by("daft", folder, tmp_path / "demo.db") == dump
    assert not (tmp_path / "demo.db.shards").exists()


def test_a_ray_cluster_does_the_same(cluster, by_rules, tmp_path):
    _holds(_over(cluster, tmp_path))
    folder, dump = by_rules
    assert _dump_by(cluster, folder, tmp_path / "demo.db") == dump


def test_a_cut_manifest_and_a_shard_of_other_work_are_passed_over(tmp_path):
    shards = Shards(tmp_path, "read")
    shards.keep([("a", b"1"), ("b", b"2")])
    with (tmp_path / "manifest.jsonl").open("a") as manifest:
        manifest.write('{"shard": "half.par')
    again = Shards(tmp_path, "read")
    assert sorted(again.find(again.index())) == [("a", b"1"), ("b", b"2")]
    assert Shards(tmp_path, "other").index() == {}


def test_an_engine_nobody_knows_is_refused_by_name(tmp_path):
    with pytest.raises(BadInput, match=r"spark.*local, daft, or ray"):
        choose_engine("spark", 1, 1.0, tmp_path)


def test_a_cluster_that_is_not_there_is_named_with_its_remedy(tmp_path):
    engine = choose_engine("ray://127.0.0.1:9", 1, 1.0, tmp_path)
    with pytest.raises(BadInput, match=r"no Ray cluster answers.*docs/how-to/scale\.md"):
        list(engine.over(trouble, [1], 1, str))
