# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Invocations between Ansible and the router: parameters in, one answer out, and the prompt in no output."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NoReturn, Protocol, cast

from ansible_collections.genai.bedrock.plugins.module_utils._aws.clients import Clients, Connection
from ansible_collections.genai.bedrock.plugins.module_utils._aws.routing import (
    Route,
    RoutingError,
    attempt_rows,
    check_record,
    routed,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, ProblemError, summarize
from ansible_collections.genai.bedrock.plugins.module_utils._core.prompts import message_problems, text_problems
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.records import SCHEMA
from ansible_collections.genai.bedrock.plugins.module_utils._core.redaction import (
    HIDDEN,
    quoted_forms,
    redacted,
    texts_in,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.verification.interventions import (
    INTERVENED,
    enforced_guardrail,
)
from ansible_collections.genai.bedrock.plugins.module_utils._module.aws_module import Module, warn_of
from ansible_collections.genai.bedrock.plugins.module_utils._module.connection import connection_of
from ansible_collections.genai.bedrock.plugins.module_utils._router.results import Result
from ansible_collections.genai.bedrock.plugins.module_utils._router.router import InferenceRouter

#: Options that no output may show.
PROMPTS = ("prompt", "messages", "system", "texts")
_SECRETS = ("secret_key", "session_token")


class _WithSecrets(Protocol):
    """What Ansible's module has in addition to ``Module``: the texts that it masks in all output."""

    no_log_values: set[str]


class Invocation:
    """One run of the module."""

    def __init__(self, module: Module, prompts: Mapping[str, Any]) -> None:
        self._module, self._params, self._prompts = module, module.params, prompts

    def run(self) -> NoReturn:
        problems, attempts, reported = self._outcome()
        # Outside of any handler, since Ansible may print the traceback of the error at hand, with what boto3 was given.
        shown = {"module_args": {**self._params, **dict.fromkeys(self._prompts, HIDDEN)}}
        if problems:
            failure = {"msg": summarize(problems), "errors": [problem.as_dict() for problem in problems]}
            reported = redacted(failure, quoted_forms(texts_in(self._prompts)))
            self._module.fail_json(changed=False, attempts=attempts, invocation=shown, **reported)
        self._module.exit_json(changed=False, attempts=attempts, invocation=shown, **reported)

    def _outcome(self) -> tuple[Sequence[Problem], list[dict[str, Any]], dict[str, Any]]:
        """Problems, attempts, and other results."""
        try:
            route = self._route()
            if self._module.check_mode:
                return [], [], {"skipped": True, "msg": "Nothing is invoked in check mode, since it costs money"}
            call = self._embed if "texts" in self._prompts else self._converse
            result = routed(Clients(self._connection(), workers=16), route, call)
        except ProblemError as error:
            return error.problems, [], {}
        except CallError as error:
            return [error.problem()], [], {}
        except RoutingError as error:
            return error.problems, attempt_rows(error.attempts), {}
        return [], attempt_rows(result.attempts), self._reported(result)

    def _route(self) -> Route:
        params = self._params
        problems = [f"{name} must be more than 0 seconds" for name in ("deadline", "read_timeout") if params[name] <= 0]
        problems += [f"{name} must not be empty" for name in self._prompts if not self._prompts[name]]
        problems += message_problems(self._prompts.get("messages") or [])
        problems += text_problems(self._prompts.get("texts") or [])
        problems += _guardrail_problems(params["guardrail"] or {})
        if problems:
            raise ProblemError([Problem(problem) for problem in problems])
        record = params["record"]
        if params["targets"] is not None:
            known = ("targets", "base_model_id", "dimensions")
            record = {"schema": SCHEMA} | {name: params[name] for name in known}
        if record is not None:
            check_record(record)
        region = self._connection().region
        if region is None and record is None:
            raise ProblemError([Problem("parameter_name needs region, the region of the parameter")])
        return Route(region or "", params["deadline"], params["read_timeout"], record, params["parameter_name"])

    def _connection(self) -> Connection:
        # Not as other modules do: where they end, Ansible adds all arguments to the result, prompts too.
        return connection_of(self._params, self._module._name)

    def _converse(self, router: InferenceRouter) -> Result:
        prompts, request = self._prompts, dict[str, Any]()
        given = {"maxTokens": self._params["max_tokens"], "temperature": self._params["temperature"]}
        request["inferenceConfig"] = {name: value for name, value in given.items() if value is not None}
        if "system" in prompts:
            request["system"] = [{"text": prompts["system"]}]
        if guardrail := _guardrail(self._params["guardrail"] or {}):
            request["guardrailConfig"] = guardrail
        if "messages" in prompts:
            return router.converse(messages=prompts["messages"], **request)
        return router.converse(messages=[{"role": "user", "content": [{"text": prompts["prompt"]}]}], **request)

    def _embed(self, router: InferenceRouter) -> Result:
        guardrail = _guardrail(self._params["guardrail"] or {})
        return router.embed(self._prompts["texts"], input_type=self._params["input_type"], **guardrail)

    def _reported(self, result: Result) -> dict[str, Any]:
        target, option = result.served_by, self._params["guardrail"] or {}
        reported: dict[str, Any] = {"served_by": {"region": target.region, "arn": target.arn, "name": target.name}}
        if result.embeddings:
            return reported | {"embeddings": result.embeddings, "dimensions": len(result.embeddings[0])}
        if result.response.get("stopReason") == INTERVENED and not (target.guardrail or _guardrail(option)):
            warn_of([enforced_guardrail(target.region).message])
        usage = result.response.get("usage") or {}
        return reported | {
            "text": redacted(result.text, texts_in(self._prompts)),
            "stop_reason": result.response.get("stopReason"),
            "usage": {f"{kind}_tokens": usage.get(f"{kind}Tokens") for kind in ("input", "output", "total")},
        }


def invoke(module: Module) -> NoReturn:
    """Answer once; nothing is changed."""
    prompts = {name: module.params[name] for name in PROMPTS if module.params[name] is not None}
    # Ansible would mask each of their texts everywhere in the result: for a text "1", every number.
    kept = set(texts_in([module.params.get(name) for name in _SECRETS]))
    cast(_WithSecrets, module).no_log_values.difference_update(set(texts_in(prompts)) - kept)
    Invocation(module, prompts).run()


def _guardrail_problems(option: Mapping[str, Any]) -> list[str]:
    """An empty text is a variable that is not set: it must not take the target's guardrail away."""
    return [
        f"guardrail.{name} must not be empty: leave guardrail out, and the target's own applies"
        for name, value in option.items()
        if value is not None and not value.strip()
    ]


def _guardrail(option: Mapping[str, Any]) -> dict[str, str]:
    if not option.get("identifier"):
        return {}
    return {"guardrailIdentifier": option["identifier"], "guardrailVersion": option["version"]}
