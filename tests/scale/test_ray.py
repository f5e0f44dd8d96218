"""A Ray cluster, of this machine alone, annotates as one process does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

import detente

pytest.importorskip("ray", reason="the extra cluster is not installed")
pytest.importorskip("daft", reason="the extra scale is not installed")

SCRIPT = Path(__file__).with_name("on_ray.py")


def test_a_cluster_gives_what_one_process_gives() -> None:
    """In a process of its own, since an engine's runner is chosen once for a process."""
    paths = os.pathsep.join((str(Path(detente.__file__).parents[1]), *filter(None, [os.environ.get("PYTHONPATH")])))
    with tempfile.TemporaryDirectory() as folder:  # short: Ray's sockets lie in it
        done = subprocess.run(
            [sys.executable, str(SCRIPT), folder],
            env=os.environ | {"PYTHONPATH": paths},
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["cluster"] == told["alone"]
    assert told["alone"]["story-1"]["error"]["code"] == "not-a-story"
