"""What tells an event, of which kind, in which status, and which: layers of their own on the trunk.

In: the states of pieces after the reader's third layer, where pieces are, first and last piece of
each word. Out, for each word: scores of kinds (0 is none) and of statuses, and a trace: a short
vector that points the same way for words that tell the same event. It holds no data.
"""

import math

import torch
from torch import Tensor, nn

from training.model import MASKED, WIDTH, Layer

LAYERS = 3
TRACE = 64
STATUSES = ("happened", "alleged", "planned", "threatened", "thwarted", "due", "expected",
            "denied", "hypothetical")


class Branch(nn.Module):
    """Three layers of the encoder's own kind, then two narrow heads."""

    def __init__(self, kinds: int, dropout: float = 0.2) -> None:
        """Make a branch with no knowledge yet."""
        super().__init__()
        self.layers = nn.ModuleList(Layer(WIDTH, 12, 4 * WIDTH) for _ in range(LAYERS))
        self.dropout = nn.Dropout(dropout)
        self.kinds = nn.Sequential(nn.Linear(4 * WIDTH, 256), nn.GELU(), nn.Dropout(dropout),
                                   nn.Linear(256, kinds))
        self.statuses = nn.Sequential(nn.Linear(2 * WIDTH, 192), nn.GELU(), nn.Dropout(dropout),
                                      nn.Linear(192, len(STATUSES)))
        self.trace = nn.Sequential(nn.Linear(3 * WIDTH, 384), nn.GELU(), nn.Dropout(dropout),
                                   nn.Linear(384, TRACE))

    def forward(self, trunk: Tensor, pieces: Tensor, first: Tensor, last: Tensor
                ) -> tuple[Tensor, Tensor, Tensor]:
        """Score kinds `[batch, word, kind]` and statuses `[batch, word, status]`; and traces
        `[batch, word, TRACE]` of length one.
        """
        return self.answer(self.read(trunk, pieces), trunk, pieces, first, last)

    def read(self, trunk: Tensor, pieces: Tensor) -> Tensor:
        """Give the states of pieces after the branch's own layers."""
        hidden_from = (pieces == 0).float() * MASKED
        states = trunk
        for layer in self.layers:
            states = layer(states, hidden_from)
        return states

    def answer(self, states: Tensor, trunk: Tensor, pieces: Tensor, first: Tensor, last: Tensor
               ) -> tuple[Tensor, Tensor, Tensor]:
        """Give scores and traces for these states."""
        words = self.dropout(torch.cat([_pick(states, first), _pick(states, last)], dim=-1))
        below = torch.cat([_pick(trunk, first), _pick(trunk, last)], dim=-1)
        there = pieces.float()[:, :, None]
        whole = (states * there).sum(1, keepdim=True) / there.sum(1, keepdim=True)
        beside = torch.cat([words, whole.expand(-1, words.shape[1], -1)], dim=-1)
        trace = self.trace(beside)
        return (self.kinds(torch.cat([words, self.dropout(below)], dim=-1)), self.statuses(words),
                trace / trace.norm(dim=-1, keepdim=True).clamp_min(1e-6))

    def load_minilm(self, weights: dict[str, Tensor]) -> None:
        """Begin with the published upper layers of MiniLM-L6: what words mean."""
        for layer, number in zip(self.layers, range(6 - LAYERS, 6), strict=True):
            name = f"encoder.layer.{number}"
            asked = [f"{name}.attention.self.{part}" for part in ("query", "key", "value")]
            layer.qkv.weight.data.copy_(torch.cat([weights[f"{part}.weight"] for part in asked]))
            layer.qkv.bias.data.copy_(torch.cat([weights[f"{part}.bias"] for part in asked]))
            for mine, theirs in ((layer.out, "attention.output.dense"),
                                 (layer.out_norm, "attention.output.LayerNorm"),
                                 (layer.grow, "intermediate.dense"),
                                 (layer.shrink, "output.dense"),
                                 (layer.shrink_norm, "output.LayerNorm")):
                mine.weight.data.copy_(weights[f"{name}.{theirs}.weight"])
                mine.bias.data.copy_(weights[f"{name}.{theirs}.bias"])


class Both(nn.Module):
    """Two branches that began alike, as one: the middle of their layers under both their heads.

    Scores are the mean of both, and a trace is both traces one behind the other: how alike two are
    is the mean of what either says. The layers differ by a twentieth and may be averaged (Wortsman
    and others 2022, "Model soups"); heads, which began with nothing, may not.
    """

    def __init__(self, one: Branch, other: Branch) -> None:
        """Take two branches; the first is changed."""
        super().__init__()
        with torch.no_grad():
            for mine, theirs in zip(one.layers.parameters(), other.layers.parameters(),
                                    strict=True):
                mine.lerp_(theirs, 0.5)
        self.one, self.other = one, other

    def forward(self, trunk: Tensor, pieces: Tensor, first: Tensor, last: Tensor
                ) -> tuple[Tensor, Tensor, Tensor]:
        """Answer as a branch does; a trace has twice the length."""
        states = self.one.read(trunk, pieces)
        kinds, statuses, traces = zip(*(branch.answer(states, trunk, pieces, first, last)
                                        for branch in (self.one, self.other)), strict=True)
        return ((kinds[0] + kinds[1]) / 2, (statuses[0] + statuses[1]) / 2,
                torch.cat(traces, dim=-1) / math.sqrt(2))


def _pick(states: Tensor, places: Tensor) -> Tensor:
    return states.gather(1, places[:, :, None].expand(-1, -1, states.shape[-1]))
