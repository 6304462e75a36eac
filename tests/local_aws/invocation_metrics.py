# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts invocations into moto's CloudWatch as Bedrock counts them into the account's.

Names, units and dimension: user guide "Monitor bedrock-runtime inference using CloudWatch metrics", CloudWatch user guide
"OTel metrics enrichment" (AWS/Bedrock), fact sheet 7. Which refusals count as client errors is assumed.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from moto.cloudwatch.models import cloudwatch_backends

from .errors import AwsError
from .messages import Call
from .moto_bridge import MOTO_LOCK
from .services import error_status
from .store import store_of
from .switches import active

NAMESPACE = "AWS/Bedrock"
_COUNTED = frozenset({"Converse", "ConverseStream", "InvokeModel", "InvokeModelWithResponseStream"})
_STREAMS = frozenset({"ConverseStream", "InvokeModelWithResponseStream"})
_UNITS = {"InvocationLatency": "Milliseconds", "TimeToFirstToken": "Milliseconds"}


@dataclass
class Tokens:
    """What the model that answers the call at hand has read and written."""

    input: int = 0
    output: int = 0
    begun: float = field(default_factory=time.perf_counter)

    @property
    def milliseconds(self) -> float:
        return max(1.0, round((time.perf_counter() - self.begun) * 1000 + active().latency_ms, 1))


_current: ContextVar[Tokens] = ContextVar("tokens")


def count_tokens(read: int, written: int) -> None:
    """Say how many tokens went in and came out of the call that is being answered."""
    tokens = _current.get()
    tokens.input, tokens.output = read, written


@contextlib.contextmanager
def counted(call: Call) -> Iterator[None]:
    """Count a call of the runtime when it has been answered, or refused."""
    if call.service != "bedrock-runtime" or call.operation not in _COUNTED:
        yield
        return
    tokens = Tokens()
    _current.set(tokens)
    try:
        yield
    except AwsError as error:
        _put(call, _of_refusal(error))
        raise
    _put(call, _of_answer(call, tokens))


def _of_answer(call: Call, tokens: Tokens) -> dict[str, float]:
    latency = tokens.milliseconds
    metrics = {"Invocations": 1.0, "InvocationLatency": latency, "InputTokenCount": float(tokens.input)}
    # Embeddings have no output tokens; no source says whether AWS writes a zero for them.
    metrics |= {"OutputTokenCount": float(tokens.output)} if tokens.output else {}
    # A stream is sent as a whole here, so that its first token comes with its last.
    return metrics | ({"TimeToFirstToken": latency} if call.operation in _STREAMS else {})


def _of_refusal(error: AwsError) -> dict[str, float]:
    """Throttled calls are neither invocations nor errors; what the model was at work on is an invocation that failed."""
    status = error.status or error_status("bedrock-runtime", error.code)
    if error.code == "ThrottlingException":
        return {"InvocationThrottles": 1.0}
    if status >= 500:
        return {"Invocations": 1.0, "InvocationServerErrors": 1.0}
    return {"InvocationClientErrors": 1.0}


def _put(call: Call, metrics: dict[str, float]) -> None:
    dimension = _dimension(call)
    if dimension is None:
        return
    now = datetime.now(UTC).replace(tzinfo=None)
    rows: list[dict[str, Any]] = [
        {
            "MetricName": name,
            "Dimensions": [{"Name": "ModelId", "Value": dimension}],
            "Value": value,
            "Unit": _UNITS.get(name, "Count"),
            "Timestamp": now,
        }
        for name, value in metrics.items()
    ]
    with MOTO_LOCK:
        cloudwatch_backends[call.account][call.region].put_metric_data(NAMESPACE, rows)


def _dimension(call: Call) -> str | None:
    """The value of ModelId: a profile's id, or the id of the model or system-defined profile that was called.

    None where the identifier means nothing here, so that nobody owns a metric of it.
    """
    identifier = str(call.params.get("modelId", ""))
    if not identifier.startswith("arn:"):
        return identifier or None
    _arn, _partition, _service, region, _account, resource = [*identifier.split(":", 5), *[""] * 6][:6]
    kind, _slash, name = resource.partition("/")
    if region != call.region or not name:
        return None
    if kind == "application-inference-profile" and store_of(call.account, call.region).find(name) is None:
        return None
    return name
