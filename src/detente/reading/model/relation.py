"""What one party does to another, as probabilities of the PLOVER types: the head of the small model for `relate`."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from detente.model import Span
from detente.reading.model.encoder import softmax, states, stored, vocabulary
from detente.reading.model.wordpiece import tokenize

LONGEST = 96
MARKS = {"S": ("[unused1]", "[unused2]"), "T": ("[unused3]", "[unused4]")}
WEIGHTS = "relation.npz"


def marked(text: str, source: Sequence[Span], target: Sequence[Span]) -> list[int]:
    """Numbers of the pieces of a text with its parties between markers."""
    cuts = sorted([(s.start, s.end, "S") for s in source] + [(s.start, s.end, "T") for s in target])
    known = vocabulary()
    ids, at = [known["[CLS]"]], 0
    for start, end, role in cuts:
        opening, closing = (known[m] for m in MARKS[role])
        ids += [*tokenize(text[at:start], known), opening, *tokenize(text[start:end], known), closing]
        at = end
    ids += tokenize(text[at:], known)
    return [*ids[: LONGEST - 1], known["[SEP]"]]


def probabilities(text: str, source: Sequence[Span], target: Sequence[Span]) -> dict[str, float]:
    """How likely each type is what the source does to the target."""
    w, ids = stored(WEIGHTS), marked(text, source, target)
    last = states([ids], w)[0]
    where = [np.asarray([i == vocabulary()[MARKS[r][0]] for i in ids]) for r in "ST"]
    seen = [last.mean(0), *(last[at].mean(0) if at.any() else np.zeros(last.shape[1], np.float32) for at in where)]
    hidden = np.tanh(np.concatenate(seen) @ w["hidden"] + w["hidden.b"])
    shares = softmax((hidden @ w["out"] + w["out.b"]) / w["temperature"])
    return dict(zip(bytes(w["types"]).decode("ascii").split(), (float(p) for p in shares), strict=True))
