"""What workers do in tests: a reader that is quick, and that kills its process where the story says so."""

from __future__ import annotations

import os
import signal
import sys
import time

from detente.ingest import article_from_text
from detente.model import Reading
from detente.scale.pool import Pool


def read(batch):
    if any(article.text.startswith("Slow") for article in batch):
        time.sleep(0.3)
    return [read_one(article) for article in batch]


def read_one(article):
    if "kill the reader" in article.text:
        os.kill(os.getpid(), signal.SIGKILL)
    return Reading(article=article, version=f"{len(article.text)} characters")


def story(number, words="Norway recalled its envoy from Sweden."):
    return article_from_text(f"{words} Report {number}.", id=str(number))


if __name__ == "__main__":  # begins to read, says which process does, and waits to be killed
    pool = Pool(1, print, read)
    print(pool.workers[0].process.result(), flush=True)
    sys.stdin.read()
