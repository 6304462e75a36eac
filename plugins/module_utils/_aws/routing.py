# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The inference router over the clients of a module, its errors as CallError."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._aws.clients import Clients
from ansible_collections.genai.bedrock.plugins.module_utils._aws.errors import aws_call
from ansible_collections.genai.bedrock.plugins.module_utils._aws.runtime import INVOKE
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, ProblemError, summarize
from ansible_collections.genai.bedrock.plugins.module_utils._core.prompts import FORM
from ansible_collections.genai.bedrock.plugins.module_utils._core.verification.errors import invocation_problem
from ansible_collections.genai.bedrock.plugins.module_utils._router.clients import CONNECT_SECONDS
from ansible_collections.genai.bedrock.plugins.module_utils._router.errors import (
    EmbeddingError,
    RecordError,
    TargetTimeoutError,
    UnexpectedAnswerError,
)
from ansible_collections.genai.bedrock.plugins.module_utils._router.records import Record
from ansible_collections.genai.bedrock.plugins.module_utils._router.results import AllTargetsFailed, Attempt, Result
from ansible_collections.genai.bedrock.plugins.module_utils._router.router import InferenceRouter
from ansible_collections.genai.bedrock.plugins.module_utils._router.settings import ClientFactory

with contextlib.suppress(ImportError):  # AnsibleAWSModule reports what is missing
    from botocore.exceptions import BotoCoreError, ClientError, ParamValidationError

#: The router itself retries; retries of the client would multiply the attempts.
_ONCE = {"mode": "standard", "total_max_attempts": 1}
#: Code of a response that did not come from the service.
_FOREIGN = "NotTheService"


@dataclass(frozen=True, slots=True)
class Route:
    """Where the record comes from, and how long (in seconds) all and a single target may take."""

    region: str
    deadline: float
    read_timeout: float
    record: Mapping[str, Any] | None = None
    parameter: str | None = None


class RoutingError(Exception):
    """No target answered: the problem of each that was tried, and the attempts."""

    def __init__(self, problems: Sequence[Problem], attempts: Sequence[Attempt] = ()) -> None:
        self.problems, self.attempts = tuple(problems), tuple(attempts)
        super().__init__(summarize(problems))


def check_record(record: Mapping[str, Any]) -> None:
    """Raises ProblemError where the router could not use a record."""
    try:
        Record.parse(record)
    except RecordError as error:
        raise ProblemError([Problem(str(error))]) from error


def routed(clients: Clients, route: Route, call: Callable[[InferenceRouter], Result]) -> Result:
    """What ``call`` gets from the router; raises RoutingError, or ProblemError where there is no usable record."""
    try:
        return call(_router(clients, route))
    except AllTargetsFailed as failed:
        problems = [_invoking(error, target.region, target.arn) for target, error in failed.errors]
        raise RoutingError(problems or [_late(route)], failed.attempts) from failed
    except RecordError as error:
        raise ProblemError([Problem(str(error), region=route.region)]) from error
    except (ClientError, BotoCoreError, EmbeddingError, UnexpectedAnswerError) as error:
        attempts: Sequence[Attempt] = vars(error).get("attempts", ())
        if not attempts and isinstance(error, EmbeddingError):
            raise ProblemError([Problem(str(error))]) from error
        if not attempts:
            raise RoutingError([_problem(error, "ssm", "GetParameter", route.region)]) from error
        raise RoutingError([_invoking(error, attempts[-1].region, attempts[-1].arn)], attempts) from error


def attempt_rows(attempts: Sequence[Attempt]) -> list[dict[str, Any]]:
    return [asdict(attempt) for attempt in attempts]


def _router(clients: Clients, route: Route) -> InferenceRouter:
    if route.record is not None:
        return InferenceRouter.from_record(
            route.record, client_factory=_factory(clients), deadline=route.deadline, read_timeout=route.read_timeout
        )
    return InferenceRouter.from_parameter(
        route.parameter or "",
        region=route.region,
        client_factory=_factory(clients),
        deadline=route.deadline,
        read_timeout=route.read_timeout,
    )


def _factory(clients: Clients) -> ClientFactory:
    def make(service: str, region: str, seconds: float) -> Any:
        connecting = min(CONNECT_SECONDS, seconds)
        return clients.client(service, region, connect_timeout=connecting, read_timeout=seconds, retries=_ONCE)

    return make


def _invoking(error: Exception, region: str, arn: str) -> Problem:
    return _problem(error, "bedrock", INVOKE, region, arn)


def _problem(error: Exception, service: str, operation: str, region: str, arn: str = "") -> Problem:
    if code := _own_code(error):
        return invocation_problem(CallError(operation, region, code, str(error)), arn=arn)
    if isinstance(error, ParamValidationError):  # its text quotes what is wrong, prompts among it
        return Problem(f"the request was not sent: messages {FORM}", None, region, operation, type(error).__name__)
    try:
        with aws_call(service, operation, region):
            raise error
    except CallError as reported:
        return invocation_problem(reported, arn=arn)


def _own_code(error: Exception) -> str:
    """The code of an error of the router itself; empty for one of botocore."""
    if isinstance(error, EmbeddingError):
        return "UnknownEmbedding"
    if isinstance(error, UnexpectedAnswerError):
        return _FOREIGN
    return type(error).__name__ if isinstance(error, TargetTimeoutError) else ""


def _late(route: Route) -> Problem:
    return Problem(f"the deadline of {route.deadline:g} seconds passed before a first call: raise deadline")
