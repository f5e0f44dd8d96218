"""Annotates texts by Daft on a Ray cluster of this machine, and alone: prints both as JSON. For test_ray.py.

python on_ray.py FOLDER     where Ray may keep what it needs
"""

from __future__ import annotations

import json
import os
import sys

os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
os.environ["DAFT_ANALYTICS_ENABLED"] = "0"

import daft
import ray

from detente.api import annotate
from detente.scale import annotate_frame

TEXTS = ["Norway recalled its ambassador from Russia on Tuesday.", "", "Chad accused Sudan of arming rebels."]


def main(folder: str) -> None:
    """Print what the cluster gives and what one process gives, each by the story's id."""
    ray.init(num_cpus=1, include_dashboard=False, logging_level="ERROR", _temp_dir=folder)
    daft.set_runner_ray()
    records = [{"id": f"story-{n}", "text": text} for n, text in enumerate(TEXTS)]
    found = annotate_frame(daft.from_pylist(records)).to_pydict()
    theirs = {i: json.loads(line) for i, line in zip(found["id"], found["annotation"], strict=True)}
    ours = {f"story-{n}": line for n, line in enumerate(annotate(records))}
    ray.shutdown()
    print(json.dumps({"cluster": theirs, "alone": ours}))


if __name__ == "__main__":
    main(sys.argv[1])
