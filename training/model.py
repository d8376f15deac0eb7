"""The reading model: one MiniLM-L6 encoder and one small head for each question we ask of a
sentence.

In: word pieces, the letter case of each piece, and where each word's pieces begin and end.
Out: one tensor of scores per head (see `Reader.forward`); nothing here turns scores into answers,
`decode.py` does.
Not here: data, losses, files other than the encoder's first weights.
"""

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

# After this many layers the encoder already knows where sentences end (0.3 of the cost of all six).
BOUNDARY_LAYERS = 2
# Heads are looked at in this number for each word when labels are scored; tree decoding rarely
# wants a fourth.
HEAD_CANDIDATES = 3
WIDTH = 384
LAYERS = 6
ATTENTION_HEADS = 12
CASE_CLASSES = 8
MASKED = -1e4
# On what each layer adds, not on attention: a fiftieth of the time, where both cost a quarter.
LAYER_DROPOUT = 0.1


@dataclass(frozen=True)
class Sizes:
    """How many answers each head may give.

    >>> Sizes(upos=17, deprels=40, roles=61, names={"uner": 9}).arc_width
    256
    """

    upos: int
    deprels: int
    roles: int
    names: dict[str, int]
    arc_width: int = 256
    label_width: int = 192
    role_width: int = 160
    role_layers: int = 2
    dropout: float = 0.3


class Layer(nn.Module):
    """One transformer layer, normalised after each step as in BERT."""

    def __init__(self, width: int, attention_heads: int, inner: int) -> None:
        """Make a layer of this width."""
        super().__init__()
        self.attention_heads = attention_heads
        self.dropout = nn.Dropout(LAYER_DROPOUT)
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.out_norm = nn.LayerNorm(width, eps=1e-12)
        self.grow = nn.Linear(width, inner)
        self.shrink = nn.Linear(inner, width)
        self.shrink_norm = nn.LayerNorm(width, eps=1e-12)

    def forward(self, states: Tensor, hidden_from: Tensor) -> Tensor:
        """Mix states `[batch, place, width]`; `hidden_from` is 0 where a place may be seen and -1e4
        where not.
        """
        batch, places, width = states.shape
        heads, depth = self.attention_heads, width // self.attention_heads
        mixed = self.qkv(states).view(batch, places, 3, heads, depth).permute(2, 0, 3, 1, 4)
        scores = mixed[0] @ mixed[1].transpose(-1, -2) / math.sqrt(depth)
        weights = torch.softmax(scores + hidden_from[:, None, None, :].to(scores.dtype), dim=-1)
        seen = (weights.to(mixed.dtype) @ mixed[2]).transpose(1, 2).reshape(batch, places, width)
        states = self.out_norm(states + self.dropout(self.out(seen)))
        inner = self.shrink(F.gelu(self.grow(states)))
        return self.shrink_norm(states + self.dropout(inner))


class Encoder(nn.Module):
    """MiniLM-L6 with one addition: the letter case that its uncased vocabulary throws away."""

    def __init__(self, vocabulary: int = 30522) -> None:
        """Make an encoder with no knowledge yet."""
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.places = nn.Embedding(512, WIDTH)
        self.segment = nn.Parameter(torch.zeros(WIDTH))
        self.case = nn.Embedding(CASE_CLASSES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(WIDTH, ATTENTION_HEADS, 4 * WIDTH) for _ in range(LAYERS))
        nn.init.zeros_(self.case.weight)

    def forward(self, pieces: Tensor, cases: Tensor, until: int = LAYERS) -> tuple[Tensor, Tensor]:
        """Give the states after `BOUNDARY_LAYERS` layers and after `until` layers; piece 0 is
        padding.
        """
        hidden_from = (pieces == 0).float() * MASKED
        places = torch.arange(pieces.shape[1], device=pieces.device)
        states = self.norm(
            self.words(pieces) + self.case(cases) + self.places(places) + self.segment
        )
        early = states
        for number, layer in enumerate(self.layers[:until], start=1):
            states = layer(states, hidden_from)
            if number == BOUNDARY_LAYERS:
                early = states
        return early, states

    def load_minilm(self, weights: dict[str, Tensor]) -> None:
        """Copy the published MiniLM-L6 weights into this encoder; names are those of the
        safetensors file.
        """
        self.words.weight.data.copy_(weights["embeddings.word_embeddings.weight"])
        self.places.weight.data.copy_(weights["embeddings.position_embeddings.weight"])
        self.segment.data.copy_(weights["embeddings.token_type_embeddings.weight"][0])
        _copy(self.norm, weights, "embeddings.LayerNorm")
        for number, layer in enumerate(self.layers):
            name = f"encoder.layer.{number}"
            asked = [f"{name}.attention.self.{part}" for part in ("query", "key", "value")]
            layer.qkv.weight.data.copy_(torch.cat([weights[f"{part}.weight"] for part in asked]))
            layer.qkv.bias.data.copy_(torch.cat([weights[f"{part}.bias"] for part in asked]))
            _copy(layer.out, weights, f"{name}.attention.output.dense")
            _copy(layer.out_norm, weights, f"{name}.attention.output.LayerNorm")
            _copy(layer.grow, weights, f"{name}.intermediate.dense")
            _copy(layer.shrink, weights, f"{name}.output.dense")
            _copy(layer.shrink_norm, weights, f"{name}.output.LayerNorm")


def _copy(module: nn.Module, weights: dict[str, Tensor], name: str) -> None:
    module.weight.data.copy_(weights[f"{name}.weight"])
    module.bias.data.copy_(weights[f"{name}.bias"])


def _narrow(wide: int, width: int, dropout: float) -> nn.Sequential:
    return nn.Sequential(nn.Linear(wide, width), nn.GELU(), nn.Dropout(dropout))


class Syntax(nn.Module):
    """Biaffine arcs for all pairs; labels only for each word's few best heads."""

    def __init__(self, wide: int, sizes: Sizes) -> None:
        """Make the head for word states of this width."""
        super().__init__()
        self.arc_word = _narrow(wide, sizes.arc_width, sizes.dropout)
        self.arc_head = _narrow(wide, sizes.arc_width, sizes.dropout)
        self.arc = nn.Linear(sizes.arc_width, sizes.arc_width + 1)
        self.root = nn.Parameter(torch.randn(wide) * 0.02)
        self.label_word = _narrow(wide, sizes.label_width, sizes.dropout)
        self.label_head = _narrow(wide, sizes.label_width, sizes.dropout)
        self.label = nn.Linear(3 * sizes.label_width, sizes.deprels)

    def with_root(self, words: Tensor) -> Tensor:
        """Put the root before the words: `[batch, 1 + word, wide]`."""
        root = self.root.to(words.dtype).expand(words.shape[0], 1, -1)
        return torch.cat([root, words], dim=1)

    def arcs(self, words: Tensor, rooted: Tensor, real: Tensor) -> Tensor:
        """Score every head of every word: `[batch, word, 1 + word]`, root first."""
        asked = self.arc(self.arc_word(words))
        heads = self.arc_head(rooted)
        scores = asked[..., :-1] @ heads.transpose(1, 2) / math.sqrt(heads.shape[-1]) * 4
        seen = torch.cat([torch.ones_like(real[:, :1]), real], dim=1)
        itself = F.pad(torch.eye(real.shape[1], device=real.device), (1, 0))
        return scores + (1 - seen)[:, None, :] * MASKED + itself * MASKED

    def labels(self, words: Tensor, rooted: Tensor, heads: Tensor) -> Tensor:
        """Score labels for heads `[batch, word, candidate]`: `[batch, word, candidate, label]`."""
        asked = self.label_word(words)
        offered = self.label_head(rooted)
        batch, places, candidates = heads.shape
        index = heads.reshape(batch, places * candidates, 1).expand(-1, -1, offered.shape[-1])
        offered = offered.gather(1, index).view(batch, places, candidates, -1)
        asked = asked[:, :, None, :].expand_as(offered)
        return self.label(torch.cat([asked, offered, asked * offered], dim=-1))


class Roles(nn.Module):
    """Who did what: one row of role tags for each predicate, read by a small transformer that knows
    the predicate.

    The encoder runs once for a sentence, not once for a predicate; the syntax scores tell these
    layers
    what each word hangs on.
    """

    def __init__(self, wide: int, sizes: Sizes) -> None:
        """Make the head for word states of this width."""
        super().__init__()
        width = sizes.role_width
        self.reach = 32
        self.word = nn.Linear(wide, width)
        self.predicate = nn.Linear(wide, width)
        self.distance = nn.Embedding(2 * self.reach + 1, width)
        self.links = nn.Linear(2, width)
        self.norm = nn.LayerNorm(width)
        self.layers = nn.ModuleList(Layer(width, 4, 3 * width) for _ in range(sizes.role_layers))
        self.up = nn.ModuleList(nn.Linear(width, width) for _ in range(sizes.role_layers))
        self.down = nn.ModuleList(nn.Linear(width, width) for _ in range(sizes.role_layers))
        self.dropout = nn.Dropout(sizes.dropout)
        self.tags = nn.Linear(width, sizes.roles)

    def forward(
        self, words: Tensor, real: Tensor, heads: Tensor, rows: Tensor, places: Tensor
    ) -> Tensor:
        """Tag the words of sentence `rows[n]` for its predicate at `places[n]`: `[n, word, tag]`.

        `heads` holds the probability of each head: `[batch, word, 1 + word]`.
        """
        # Padding hangs on something too; left in, it would lend its states to real words.
        parents = heads[rows][:, :, 1:] * real[rows][:, :, None]
        children = parents.transpose(1, 2)
        at = places[:, None, None].expand(-1, parents.shape[1], 1)
        hangs = torch.cat([parents.gather(2, at), children.gather(2, at)], dim=-1)
        order = torch.arange(words.shape[1], device=words.device)
        distance = (order[None, :] - places[:, None]).clamp(-self.reach, self.reach) + self.reach
        states = self.word(words)[rows] + self.predicate(words[rows, places])[:, None, :]
        states = self.norm(states + self.distance(distance) + self.links(hangs))
        hidden_from = (1 - real[rows]) * MASKED
        for layer, up, down in zip(self.layers, self.up, self.down, strict=True):
            states = layer(states + up(parents @ states) + down(children @ states), hidden_from)
        return self.tags(self.dropout(states))


class Reader(nn.Module):
    """The whole model."""

    def __init__(self, sizes: Sizes) -> None:
        """Make the model with no knowledge yet."""
        super().__init__()
        wide = 2 * WIDTH
        self.encoder = Encoder()
        self.dropout = nn.Dropout(sizes.dropout)
        self.boundary = nn.Sequential(_narrow(wide, 128, sizes.dropout), nn.Linear(128, 1))
        self.upos = nn.Sequential(_narrow(wide, 256, sizes.dropout), nn.Linear(256, sizes.upos))
        self.name_states = _narrow(wide, 256, sizes.dropout)
        self.names = nn.ModuleDict(
            {kind: nn.Linear(256, count) for kind, count in sizes.names.items()}
        )
        self.syntax = Syntax(wide, sizes)
        self.predicate = nn.Sequential(_narrow(wide, 192, sizes.dropout), nn.Linear(192, 1))
        self.factuality = nn.Sequential(_narrow(wide, 192, sizes.dropout), nn.Linear(192, 1))
        self.roles = Roles(wide, sizes)

    def words(self, states: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """Join the states of each word's first and last piece: `[batch, word, 2 * width]`."""
        return self.dropout(torch.cat([_pick(states, first), _pick(states, last)], dim=-1))

    def boundaries(self, early: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """Score that a sentence ends after each word, from its last piece and the next word's first
        piece.
        """
        following = torch.cat([first[:, 1:], torch.zeros_like(first[:, :1])], dim=1)
        pair = torch.cat([_pick(early, last), _pick(early, following)], dim=-1)
        return self.boundary(pair).squeeze(-1)


def _pick(states: Tensor, places: Tensor) -> Tensor:
    return states.gather(1, places[:, :, None].expand(-1, -1, states.shape[-1]))
