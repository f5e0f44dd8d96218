"""`detente answer` gives one line for each, and goes on past a line that is none."""

from __future__ import annotations

import json

TEXT = "Ghana massed troops on the border with Togo. In April Ghana withdrew its troops and the crisis ended."


def test_one_line_for_each(detente_command):
    lines = [json.dumps({"id": "a", "text": TEXT}), json.dumps({"id": "b"}), json.dumps({"id": "c", "text": TEXT})]
    done = detente_command("answer", stdin="\n".join(lines).encode())
    first, second, third = (json.loads(line) for line in done.out.splitlines())
    assert done.status == 1
    assert first["sides"] == third["sides"]
    assert first["sides"]["GHA"]["yielded"] > first["sides"]["TGO"]["yielded"]
    assert second["error"]["code"] == "malformed"
