"""What is held back from whatever is learned, so that its figures are honest."""

from __future__ import annotations

import hashlib


def held_back(name: str) -> bool:
    """Whether what goes by this name is in the tenth that is not trained on."""
    return int(hashlib.sha1(name.encode()).hexdigest(), 16) % 10 == 0
