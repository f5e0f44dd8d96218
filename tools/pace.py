"""What training both models has in common: what is learned from at once, and the steps of the optimiser."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from typing import TypeVar

import torch
from torch import nn

BATCH = 32
T = TypeVar("T")


def batched(items: Iterable[T], length: Callable[[T], int], chance: random.Random | None) -> list[list[T]]:
    """So many items at a time, those of like length together; in random order with `chance`."""
    order = sorted(items, key=lambda one: length(one) + (chance.random() * 8 if chance else 0))
    groups = [order[i : i + BATCH] for i in range(0, len(order), BATCH)]
    if chance:
        chance.shuffle(groups)
    return groups


class Pace:
    """Optimiser and the plan of its steps: up over the first sixteenth, then down in a straight line.

    `rate`: of the layers, whose names begin with `base.`; that of the heads is ten times as high.
    """

    def __init__(self, model: nn.Module, steps: int, rate: float) -> None:
        self.model = model
        head = [p for n, p in model.named_parameters() if not n.startswith("base.")]
        body = [p for n, p in model.named_parameters() if n.startswith("base.") and p.requires_grad]
        groups = [{"params": body, "lr": rate}, {"params": head, "lr": 10 * rate}]
        self.optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
        self.plan = torch.optim.lr_scheduler.LambdaLR(
            self.optimiser, lambda n: min(1.0, n / (0.06 * steps + 1)) * max(0.02, 1 - n / steps)
        )

    def step(self, loss: torch.Tensor) -> None:
        """One step down the loss."""
        self.optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        self.plan.step()
