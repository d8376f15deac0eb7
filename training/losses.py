"""What each head is taught by, and how much it counts.

In: the model, a batch of inputs and answers. Out: named losses, already weighted. Heads without
answers in the
batch give none.
"""

import torch
from model import BOUNDARY_LAYERS, Reader
from torch import Tensor
from torch.nn import functional as F

# Chosen so that late in training each loss moves the encoder about as much; not searched.
WEIGHTS = {
    "upos": 0.6,
    "arcs": 1.0,
    "labels": 0.7,
    "predicate": 1.0,
    "roles": 3.0,
    "factuality": 0.5,
    "boundary": 1.0,
}
# Sets whose guideline is closest to what ships, or that are small and in the domain, count more.
NAME_WEIGHTS = {
    "uner": 3.0,
    "re3d": 2.0,
    "re3d_inner": 1.0,
    "re3d_part": 1.0,
    "wikigold": 1.0,
    "gum": 1.0,
}
UNJUDGED = -100


def reading_losses(
    model: Reader, batch: dict[str, Tensor], low_precision: bool
) -> dict[str, Tensor]:
    """Give the losses of all heads but the sentence boundaries."""
    with torch.autocast("cpu", torch.bfloat16, enabled=low_precision):
        return _reading_losses(model, batch)


def _reading_losses(model: Reader, batch: dict[str, Tensor]) -> dict[str, Tensor]:
    _, states = model.encoder(batch["pieces"], batch["cases"])
    words = model.words(states, batch["first"], batch["last"])
    losses = _name_losses(model, words, batch)
    if (batch["heads"] != UNJUDGED).any():
        losses |= {"upos": _entropy(model.upos(words), batch["upos"])}
    heads = None
    if (batch["heads"] != UNJUDGED).any() or len(batch["rows"]):
        rooted = model.syntax.with_root(words)
        arcs = model.syntax.arcs(words, rooted, batch["real"])
        heads = torch.softmax(arcs.float(), dim=-1)
        losses |= _syntax_losses(model, words, rooted, arcs, batch)
    if (batch["predicate"] != UNJUDGED).any():
        losses |= _predicate_losses(model, words, batch)
    if len(batch["rows"]) and heads is not None:
        tags = model.roles(words, batch["real"], heads.detach(), batch["rows"], batch["places"])
        losses["roles"] = _entropy(tags, batch["roles"])
    return {name: loss * WEIGHTS.get(name, 1.0) for name, loss in losses.items()}


def _entropy(scores: Tensor, answers: Tensor) -> Tensor:
    return F.cross_entropy(scores.flatten(0, -2).float(), answers.flatten(), ignore_index=UNJUDGED)


def _name_losses(model: Reader, words: Tensor, batch: dict[str, Tensor]) -> dict[str, Tensor]:
    states = model.name_states(words)
    losses = {}
    for guide, head in model.names.items():
        answers = batch[f"names_{guide}"]
        marked = answers != UNJUDGED
        if marked.any():
            share = marked.any(dim=1).float().mean().sqrt()
            weight = NAME_WEIGHTS.get(guide, 0.6) * share
            losses[f"names_{guide}"] = weight * F.cross_entropy(
                head(states[marked]).float(), answers[marked]
            )
    return losses


def _syntax_losses(
    model: Reader, words: Tensor, rooted: Tensor, arcs: Tensor, batch: dict[str, Tensor]
) -> dict[str, Tensor]:
    if not (batch["heads"] != UNJUDGED).any():
        return {}
    gold = batch["heads"].clamp(min=0)[..., None]
    labels = model.syntax.labels(words, rooted, gold).squeeze(2)
    return {"arcs": _entropy(arcs, batch["heads"]), "labels": _entropy(labels, batch["deprels"])}


def _predicate_losses(model: Reader, words: Tensor, batch: dict[str, Tensor]) -> dict[str, Tensor]:
    marked = batch["predicate"] != UNJUDGED
    scores = model.predicate(words).squeeze(-1)[marked].float()
    losses = {
        "predicate": F.binary_cross_entropy_with_logits(scores, batch["predicate"][marked].float())
    }
    value, confidence = batch["factuality"].unbind(-1)
    sure = confidence > 0
    if sure.any():
        guess = model.factuality(words[sure]).squeeze(-1).float()
        error = F.smooth_l1_loss(guess, value[sure], reduction="none")
        losses["factuality"] = (error * confidence[sure]).mean()
    return losses


def boundary_loss(model: Reader, batch: dict[str, Tensor], low_precision: bool) -> Tensor:
    """Give the loss of the sentence boundaries, which look at the lower layers only."""
    with torch.autocast("cpu", torch.bfloat16, enabled=low_precision):
        early, _ = model.encoder(batch["pieces"], batch["cases"], until=BOUNDARY_LAYERS)
        scores = model.boundaries(early, batch["first"], batch["last"]).float()
    judged = batch["ends"] != UNJUDGED
    loss = F.binary_cross_entropy_with_logits(scores[judged], batch["ends"][judged].float())
    return loss * WEIGHTS["boundary"]
