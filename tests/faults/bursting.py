# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""microburst between botocore and the endpoint: faults on the wire, in the form in which AWS sends them."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from contextlib import suppress
from types import TracebackType
from typing import Any

from tests.figures import count

HOST = "127.0.0.1"
START_SECONDS = 30.0
#: A proxy that has just been flooded answers late on a loaded machine.
ANSWER_SECONDS = 60.0
# The shell's proxy settings have no say about 127.0.0.1.
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Burst:
    """A proxy in a process of its own; without rules it passes everything on."""

    def __init__(self, upstream: str) -> None:
        port = _free_port()
        self.url = f"http://{HOST}:{port}"
        words = ["-m", "microburst", "--upstream", upstream, "--host", HOST, "--port", str(port), "--no-resign"]
        self._process = subprocess.Popen(
            [sys.executable, *words], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self._wait()

    def rules(self, *rules: dict[str, Any]) -> None:
        """Replace all rules; the first one that matches a request decides about it."""
        self._control("POST", "rules", list(rules))

    def fired(self) -> list[dict[str, Any]]:
        """The faults so far, since the rules or the log were cleared: service, operation, region, action."""
        return list(self._control("GET", "fired?limit=2000"))

    def injected(self) -> Counter[str]:
        """How many faults of each kind so far: codes of errors, reset, abort (its answer is lost), latency, timeout."""
        return Counter(_kind(fault["action"]) for fault in self.fired())

    def clear(self) -> None:
        self._count()
        self.rules()
        self._control("DELETE", "fired")

    def stop(self) -> None:
        with suppress(OSError):  # one that never answered has injected nothing
            self._count()
        self._process.kill()
        self._process.wait()

    def _count(self) -> None:
        for kind, number in self.injected().items():
            count(f"faults on the wire: {kind}", number)

    def _wait(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                self._control("GET", "health")
                return
            except OSError:
                if self._process.poll() is not None or time.monotonic() > deadline:
                    self.stop()
                    raise
                time.sleep(0.05)

    def _control(self, method: str, name: str, body: Any = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(f"{self.url}/_microburst/{name}", data=data, method=method, headers=headers)
        with _OPENER.open(request, timeout=ANSWER_SECONDS) as answer:
            return json.load(answer)

    def __enter__(self) -> Burst:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def _kind(action: str) -> str:
    """``error:Code`` and ``response:abort`` are what they name, ``latency:20ms`` is without its number."""
    kind, _colon, detail = action.partition(":")
    return detail if kind in ("error", "response") else kind


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
    return port
