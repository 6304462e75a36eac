# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the cells of one client, in that client's own environment, and writes their results as JSON.

``cells.py`` has one function for each cell that the client has; it uses ``block.py``, which is the client's block of
docs/clients.md, and ``records.py``, the first block of that page.
"""

from __future__ import annotations

import asyncio
import importlib
import inspect
import json
import logging
import os
import sys
import urllib.request
from typing import Any

from kit import CHAT

#: What an application whose policy was generated may call, and nothing else.
ALLOWED = {"bedrock-runtime", "ssm"}
FAILING = ("Converse", "ConverseStream", "InvokeModel", "InvokeModelWithResponseStream")


def control(method: str, name: str, body: Any = None) -> Any:
    """The control interface of the local endpoint."""
    url = f"{os.environ['AWS_ENDPOINT_URL']}/_local_aws/{name}"
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, method=method)
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def run(name: str, cell: Any) -> str:
    """``works``, or what went wrong."""
    down = CHAT["targets"][0]["region"] if name == "failover" else None
    fail = [
        {"operation": operation, "code": "ThrottlingException", "status": 429, "region": down} for operation in FAILING
    ]
    control("PUT", "switches", {"fail": fail if down else []})
    control("DELETE", "calls")
    try:
        if inspect.iscoroutine(done := cell()):
            asyncio.run(done)
        check(down)
    except Exception as error:
        logging.exception(name)
        return f"{type(error).__name__}: {error}"[:300]
    finally:
        control("PUT", "switches", {"fail": []})
    return "works"


def check(down: str | None) -> None:
    """The call was answered, nothing else was called, and a region that is down was left."""
    calls = control("GET", "calls")
    others = sorted({f"{call['service']}:{call['operation']}" for call in calls if call["service"] not in ALLOWED})
    assert not others, f"it calls {', '.join(others)} too"
    models = [call for call in calls if call["service"] == "bedrock-runtime"]
    assert models, "no model was called"
    assert models[-1]["status"] == 200, models[-1]["code"]
    if down:
        assert [call["region"] for call in models][:: len(models) - 1] == [
            target["region"] for target in CHAT["targets"]
        ]


def main() -> None:
    cells = importlib.import_module("cells")
    functions = {name: getattr(cells, name, None) for name in sys.argv[2:]}
    results = {name: run(name, cell) for name, cell in functions.items() if cell}
    with open(sys.argv[1], "w") as file:
        json.dump(results, file)


if __name__ == "__main__":
    main()
