# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by `make router` of genai.bedrock from plugins/module_utils/_router: change it there.
"""Call the model of a published record: its targets in order, each in its own region, until one answers.

``inference_router.py`` is one file on purpose: copy it into an application or import it; it needs Python 3.11 or newer
and boto3, nothing else::

    router = InferenceRouter.from_parameter("/production/bedrock/inference-profiles/copilot/chat", region="us-east-1")
    answer = router.converse(messages=[{"role": "user", "content": [{"text": "Hello"}]}])
    print(answer.text, answer.served_by.region, answer.attempts)

A router is thread-safe: create one per record and share it. The caller needs ``ssm:GetParameter`` on the parameter
and ``bedrock:InvokeModel*`` on the targets and their models. Only failed reads of SSM are logged.

**Time.** A call ends within ``deadline`` seconds (a stream: with its first event). Each target gets an equal share of
the remaining time: of 120 seconds, two targets get 60 each, three 40; a target that fails early leaves its time to the
others. Within its share, up to 1.5 seconds are reserved for the connection, and ``read_timeout`` limits the wait for
data. DNS lookups, unreachable addresses, credentials and slow responses count as well: each call runs in its own
thread, with the context variables of the caller, and is abandoned when its share is used up. A long answer without
streaming arrives all at once: raise ``read_timeout``, and ``deadline`` to that many seconds per target. Abandoned calls
may still complete and are billed.

**Responses.** Only responses of the service count. A proxy's login page with status 200, an empty body or truncated
JSON is a failed target (UnexpectedAnswerError).

**Guardrails.** The record's guardrail is sent with every call, unless the caller chooses another one by identifier and
version. Empty values do not remove it, and an incomplete guardrail is a ValueError before any call. To prevent callers
from choosing another one, use IAM: condition ``bedrock:GuardrailIdentifier`` on ``bedrock:InvokeModel*``.

**Defaults.** The caller's settings in ``inferenceConfig`` or ``additionalModelRequestFields`` override the record's
``max_tokens`` and ``temperature``: no temperature with another sampling parameter, and neither with thinking or
reasoning, whose budget counts as output tokens.
"""

from __future__ import annotations

import contextlib
import contextvars
import functools
import io
import itertools
import json
import logging
import math
import random
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, wait
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self, TypedDict, TypeVar, Unpack

with contextlib.suppress(ImportError):  # the file can be imported, though not used, without boto3
    import boto3
    from botocore.config import Config
    from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError, IncompleteReadError
    from botocore.exceptions import ConnectionError as BotoConnectionError
    from botocore.response import StreamingBody


# ---- Errors of the router itself -------------------------------------------------------------------------------------


class RecordError(ValueError):
    """What was read is no record of schema 1; the message names the parameter and what is wrong."""


class UnexpectedAnswerError(ValueError):
    """What came is not the service's, though botocore took it: a login page, an empty body, half a JSON."""

    def __init__(self, what: str) -> None:
        super().__init__(f"the answer is not the service's: {what}; a proxy or login page is the usual reason")


class TargetTimeoutError(TimeoutError):
    """A target was given up when its share of the deadline was over."""


class EmbeddingError(ValueError):
    """A text that no model takes, no request is known for the model, or vectors of another length came."""


class NoVectorsError(EmbeddingError, UnexpectedAnswerError):
    """The response lacks the requested vectors."""


# ---- JSON that may have any form -------------------------------------------------------------------------------------


def _within(value: Any, *names: str) -> Any:
    """What nested mappings have there; None where they have nothing."""
    for name in names:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def _json_object(content: bytes) -> dict[str, Any]:
    """Empty if it is not one."""
    try:
        value = json.loads(content)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


# ---- The record and its targets --------------------------------------------------------------------------------------

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Target:
    """One inference profile: called in ``region`` by its ``arn``; ``guardrail`` is {identifier, version} or None."""

    region: str
    arn: str
    name: str = ""
    guardrail: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """What of a record the router needs."""

    targets: tuple[Target, ...]
    base_model_id: str = ""
    dimensions: int | None = None
    max_tokens: int | None = None
    temperature: float | None = None

    @classmethod
    def parse(cls, value: Any, origin: str = "the record") -> Record:
        """From the JSON object that the collection publishes (else RecordError); unknown fields are ignored."""
        if not isinstance(value, Mapping):
            raise RecordError(f"{origin} is no JSON object")
        if value.get("schema") != SCHEMA:
            raise RecordError(f"{origin} has schema {value.get('schema')!r}; this router reads schema {SCHEMA}")
        rows = value.get("targets")
        if not isinstance(rows, list) or not rows or not all(_has_texts(row, "region", "arn") for row in rows):
            raise RecordError(f"{origin} needs targets: a list of at least one object with region and arn")
        for guardrail in (row.get("guardrail") for row in rows):
            if guardrail is not None and not _has_texts(guardrail, "identifier", "version"):
                raise RecordError(f"{origin} has a guardrail that needs identifier and version, both non-empty texts")
        targets = tuple(Target(row["region"], row["arn"], row.get("name") or "", row.get("guardrail")) for row in rows)
        known = {name: value.get(name) for name in ("dimensions", "max_tokens", "temperature")}
        return cls(targets, value.get("base_model_id") or "", **known)


def _has_texts(value: Any, *names: str) -> bool:
    return isinstance(value, Mapping) and all(isinstance(value.get(name), str) and value[name] for name in names)


# ---- What a caller gets ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Attempt:
    """One call: ``error`` is AWS's code or the class of a connection error, None for the call that answered."""

    region: str
    arn: str
    error: str | None
    milliseconds: int


class AllTargetsFailed(ExceptionGroup[Exception]):
    """No target answered.

    ``errors``: (target, exception) of each that was tried; ``attempts`` as in a result; ``deadline_passed``: whether
    targets were left untried because the time was over.
    """

    errors: tuple[tuple[Target, Exception], ...]
    attempts: tuple[Attempt, ...]
    deadline_passed: bool

    def __new__(
        cls, errors: Sequence[tuple[Target, Exception]], attempts: Sequence[Attempt], deadline_passed: bool
    ) -> Self:
        reported = "; ".join(f"{target.region} ({target.name or target.arn}): {error}" for target, error in errors)
        end = "the deadline passed" if deadline_passed else "all targets failed"
        single = [error for _target, error in errors] or [TimeoutError(end)]
        group = super().__new__(cls, f"{end}: {reported}" if reported else end, single)
        group.errors, group.attempts, group.deadline_passed = tuple(errors), tuple(attempts), deadline_passed
        return group


@dataclass(frozen=True, slots=True)
class Result:
    """An answer. ``response`` is boto3's (of embed: the last body); ``embeddings`` has one vector for each text.

    ``by_type`` has them for each requested ``embedding_types``; ``embeddings`` are those of the first.
    """

    response: dict[str, Any]
    served_by: Target
    attempts: tuple[Attempt, ...]
    embeddings: list[list[float]] = field(default_factory=list)
    by_type: dict[str, list[list[float]]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The text of a Converse answer; empty where it has none."""
        content = self.response.get("output", {}).get("message", {}).get("content", [])
        return "".join(block.get("text", "") for block in content)


class StreamResult:
    """An open stream; iterate once over the events of ConverseStream. What fails after the first is raised."""

    def __init__(self, stream: Any, events: Iterator[Any], served_by: Target, attempts: tuple[Attempt, ...]) -> None:
        self._stream, self._events = stream, events
        self.served_by, self.attempts = served_by, attempts

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return self._events

    def close(self) -> None:
        """Give up the connection without reading on."""
        self._stream.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()


# ---- What an error means ---------------------------------------------------------------------------------------------

#: Where one region says this, another may answer. With STAYING_CODES these are all errors that botocore's model of
#: bedrock-runtime names for the calls of this router and for events of their streams.
FAILOVER_CODES = frozenset(
    {
        "InternalServerException",
        "ModelErrorException",  # the model failed there, not the request
        "ModelNotReadyException",
        "ModelStreamErrorException",  # "Retry your request"
        "ModelTimeoutException",
        "ServiceQuotaExceededException",  # quotas are counted for each region
        "ServiceUnavailableException",
        "ThrottlingException",
    }
)
#: What is raised at once → why.
STAYING_CODES = {
    "AccessDeniedException": "a policy lacks something, and another region would hide it",
    "ResourceNotFoundException": "the profile was deleted, or its model is no longer offered: the record is read again",
    "ValidationException": "the request is at fault, and would be elsewhere",
}


def error_code(error: Exception) -> str:
    """AWS's code of an error, the class of any other. Errors in streams have theirs in lower camel case."""
    code = str(error.response.get("Error", {}).get("Code") or "Unknown") if isinstance(error, ClientError) else ""
    return code[:1].upper() + code[1:] or type(error).__name__


def fails_over(error: Exception) -> bool:
    """Whether another target may answer where this error came."""
    if isinstance(error, ClientError):
        code, status = error_code(error), int(error.response.get("ResponseMetadata", {}).get("HTTPStatusCode") or 0)
        # AWS names its errors; if botocore found no name, the code is the status of a foreign response.
        return code in FAILOVER_CODES or code.isdigit() or status in (408, 429) or status >= 500
    if isinstance(
        error, (UnexpectedAnswerError, TargetTimeoutError, HTTPClientError, BotoConnectionError, IncompleteReadError)
    ):
        return True
    # botocore lets urllib3's own errors through while an event stream is read.
    return type(error).__module__.partition(".")[0] == "urllib3"


def record_may_be_old(error: ClientError) -> bool:
    """Whether a profile or guardrail that was replaced since the record was read explains the refusal.

    AWS calls the ARN of a deleted profile an invalid identifier, too; a policy made for the record of now denies what
    an earlier one named.
    """
    code, message = error_code(error), str(error.response.get("Error", {}).get("Message", ""))
    named = "model identifier is invalid" in message or "guardrail identifier" in message
    return code in ("ResourceNotFoundException", "AccessDeniedException") or (code == "ValidationException" and named)


# ---- Whether an answer is the service's ------------------------------------------------------------------------------

#: Where botocore raises any of Python's errors over an answer that has not the form it expects.
_READING = frozenset({"botocore.parsers", "botocore.eventstream", "botocore.endpoint"})


def _judged(error: Exception) -> Exception:
    """UnexpectedAnswerError for what botocore could not read; any other error as it is."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = trace.tb_frame.f_globals.get("__name__") if trace else None
    if where not in _READING or isinstance(error, (BotoCoreError, ClientError)):
        return error
    unexpected = UnexpectedAnswerError("botocore cannot read it")
    unexpected.__cause__ = error
    return unexpected


def _value_of(response: Mapping[str, Any]) -> str:
    """Of GetParameter."""
    value = _within(response, "Parameter", "Value")
    if not isinstance(value, str):
        raise UnexpectedAnswerError("GetParameter returned no value")
    return value


def _conversed(response: dict[str, Any]) -> dict[str, Any]:
    """Of Converse."""
    if not isinstance(_within(response, "output", "message", "content"), list) or not response.get("stopReason"):
        raise UnexpectedAnswerError("Converse returned no message and stopReason")
    return response


def _opened(response: Mapping[str, Any]) -> tuple[Any, Iterator[Any]]:
    """The stream of ConverseStream and its events, the first of which has come."""
    stream = response["stream"]
    events = iter(stream)
    try:
        first = next(events, None)
        if first is None:
            raise IncompleteReadError(actual_bytes=0, expected_bytes=1)
    except Exception:
        stream.close()
        raise
    return stream, itertools.chain([first], events)


def _check_content(content: bytes, kind: str, accept: str) -> None:
    """Of InvokeModel: a JSON object, unless something else was requested."""
    if "json" not in accept and "*/*" not in accept:
        if not content or "html" in kind:
            raise UnexpectedAnswerError(f"InvokeModel returned {kind if content else 'an empty body'}")
    elif not _json_object(content):
        raise UnexpectedAnswerError("InvokeModel returned no JSON object")


# ---- What is sent: the record's guardrail, and its defaults where the caller leaves room for them --------------------


class _Conversation:
    """A request of Converse or ConverseStream. ValueError for half a guardrail."""

    def __init__(self, request: Mapping[str, Any]) -> None:
        self._request = request
        self._guardrail = _own_guardrail(request.get("guardrailConfig"), "guardrailConfig")
        self._config = dict(request.get("inferenceConfig") or {})
        self._yields = _yields(self._config, request.get("additionalModelRequestFields"))

    def to(self, record: Record, target: Target) -> dict[str, Any]:
        defaults = {"maxTokens": record.max_tokens, "temperature": record.temperature}
        config = {name: value for name, value in defaults.items() if name not in self._yields} | self._config
        config = {name: value for name, value in config.items() if value is not None}
        ours = {"guardrailConfig": _guardrail(target) | self._guardrail or None, "inferenceConfig": config or None}
        whole = {**self._request, **ours}
        return {name: value for name, value in whole.items() if value is not None} | {"modelId": target.arn}


class _Invocation:
    """Parameters of InvokeModel but model and body. ValueError for half a guardrail."""

    def __init__(self, kwargs: Mapping[str, Any]) -> None:
        given = {name: value for name, value in kwargs.items() if name in _GUARDRAIL}
        self._guardrail = _own_guardrail(given, "the call")
        others = {name: value for name, value in kwargs.items() if name not in _GUARDRAIL and value is not None}
        self._request = {"contentType": "application/json", **others}

    def answered(
        self, client: Any, target: Target, body: Mapping[str, Any] | str | bytes
    ) -> tuple[dict[str, Any], bytes]:
        """The response and its body, received to the end: a connection that breaks half-way is a failed call too."""
        content = json.dumps(body) if isinstance(body, Mapping) else body
        request = self._request | _guardrail(target) | self._guardrail
        response = client.invoke_model(**request, modelId=target.arn, body=content)
        received: bytes = response["body"].read()
        _check_content(received, str(response.get("contentType") or ""), self._request.get("accept", "*/*"))
        return response, received


_GUARDRAIL = ("guardrailIdentifier", "guardrailVersion")


def _guardrail(target: Target) -> dict[str, Any]:
    if not target.guardrail:
        return {}
    return dict(zip(_GUARDRAIL, (target.guardrail["identifier"], target.guardrail["version"]), strict=True))


def _own_guardrail(given: Any, where: str) -> dict[str, Any]:
    """The caller's guardrail: a complete one, or additions to the record's (such as trace)."""
    if given and not isinstance(given, Mapping):
        raise ValueError(f"{where} must be a mapping of {', '.join(_GUARDRAIL)} and trace")
    kept = {name: value for name, value in (given or {}).items() if str(value or "").strip()}
    named = [name for name in _GUARDRAIL if name in kept]
    if len(named) == 1:
        raise ValueError(
            f"{where} has {named[0]} alone: name {' and '.join(_GUARDRAIL)} for another guardrail, or neither, "
            "so that the record's applies"
        )
    return kept


#: Names of settings as ``_plain`` writes them. Claude rejects a temperature with any of these (User Guide, extended
#: thinking; some 4.5 and later: temperature with top_p).
_SAMPLING = frozenset({"temperature", "topp", "topk"})
_LIMIT = frozenset(
    ("maxtokens", "maxnewtokens", "maxcompletiontokens", "maxoutputtokens", "maxtokenstosample", "maxtokencount")
)
_OFF = (None, False, "", "none", "off", "disabled")


def _yields(config: Mapping[str, Any], fields: Any) -> set[str]:
    """Which defaults are overridden by the caller's settings, in any spelling."""
    options = {name for name, value in _settings({**config, "fields": fields}) if value is not None}
    if any(_reasons(name, value) for name, value in _settings({"fields": fields})):
        return {"maxTokens", "temperature"}
    return ({"temperature"} if options & _SAMPLING else set()) | ({"maxTokens"} if options & _LIMIT else set())


def _settings(value: Any, depth: int = 3) -> Iterator[tuple[str, Any]]:
    """Plain name and value of settings and of what is nested in them, as ``inferenceConfig.topK`` of Nova."""
    if depth and isinstance(value, Mapping):
        for name, inner in value.items():
            yield _plain(name), inner
            yield from _settings(inner, depth - 1)


def _plain(name: Any) -> str:
    return str(name).replace("_", "").replace("-", "").lower()


def _reasons(name: str, value: Any) -> bool:
    """Whether a setting turns on thinking: ``thinking``, ``reasoning_config``, ``reasoningConfig`` of Nova."""
    state = value.get("type", value.get("enabled", True)) if isinstance(value, Mapping) else value
    return name.startswith(("thinking", "reasoning")) and state not in _OFF


# ---- Bodies that embedding models accept, and vectors that they return -----------------------------------------------

#: What vectors are made for: Cohere's ``input_type`` → Nova's ``embeddingPurpose``. Titan makes no difference.
INPUT_TYPES = {
    "search_document": "GENERIC_INDEX",
    "search_query": "GENERIC_RETRIEVAL",
    "classification": "CLASSIFICATION",
    "clustering": "CLUSTERING",
}
_CUT = {"NONE": "NONE", "START": "START", "END": "END", "LEFT": "START", "RIGHT": "END"}
_CUT_V4 = {"NONE": "NONE", "START": "LEFT", "END": "RIGHT"}
_COHERE_TYPES = ("float", "int8", "uint8", "binary", "ubinary")
_TITAN_TYPES = ("float", "binary")
#: How many numbers a vector of these has depends on how bits are packed.
_BITS = ("binary", "ubinary")


@dataclass(frozen=True, slots=True)
class _EmbeddingOptions:
    """Options of an embedding call in addition to the texts."""

    input_type: str = "search_document"
    truncate: str | None = None
    types: Sequence[str] | None = None

    @property
    def kinds(self) -> Sequence[str]:
        return self.types or ("float",)


def embedding_body(
    base_model_id: str,
    texts: Sequence[str],
    dimensions: int | None,
    input_type: str = "search_document",
    truncate: str | None = None,
    embedding_types: Sequence[str] | None = None,
) -> dict[str, Any]:
    """The body of InvokeModel for texts: any number up to 96 for Cohere, one for Titan and Nova.

    EmbeddingError for another model, and for what the model does not know. ``dimensions`` None: as many as the model
    returns unasked; ``truncate`` and ``embedding_types`` as in ``embed``, None: the model's own.
    """
    if input_type not in INPUT_TYPES:
        raise EmbeddingError(f"input_type {input_type!r} is not one of {', '.join(INPUT_TYPES)}")
    if truncate is not None and truncate not in _CUT:
        raise EmbeddingError(f"truncate {truncate!r} is not one of {', '.join(_CUT)}")
    options = _EmbeddingOptions(input_type, _CUT[truncate] if truncate else None, embedding_types)
    if "cohere.embed" in base_model_id:
        return _cohere_body(base_model_id, texts, dimensions, options)
    if "titan-embed" in base_model_id:
        return _titan_body(base_model_id, texts[0], dimensions, options)
    if "nova" in base_model_id and "embed" in base_model_id:
        return _nova_body(base_model_id, texts[0], dimensions, options)
    raise EmbeddingError(f"no request is known for embeddings of {base_model_id!r}: use invoke_model")


def _cohere_body(
    model: str, texts: Sequence[str], dimensions: int | None, options: _EmbeddingOptions
) -> dict[str, Any]:
    _check_types(model, options, _COHERE_TYPES)
    third = "-v3" in model
    body = {
        "texts": list(texts),
        "input_type": options.input_type,
        "output_dimension": None if third else dimensions,
        "truncate": options.truncate if third or not options.truncate else _CUT_V4[options.truncate],
        "embedding_types": list(options.types) if options.types else None,
    }
    return {name: value for name, value in body.items() if value is not None}


def _titan_body(model: str, text: str, dimensions: int | None, options: _EmbeddingOptions) -> dict[str, Any]:
    second = "embed-text-v2" in model
    _check_types(model, options, _TITAN_TYPES if second else ())
    if options.truncate:
        raise EmbeddingError(f"{model} cannot truncate a text: leave truncate out, and shorten the texts")
    body: dict[str, Any] = {"inputText": text}
    if "titan-embed-image" in model:
        return body | ({} if dimensions is None else {"embeddingConfig": {"outputEmbeddingLength": dimensions}})
    if second:  # the first version knows inputText only
        body |= {} if dimensions is None else {"dimensions": dimensions}
        body |= {"embeddingTypes": list(options.types)} if options.types else {}
    return body


def _nova_body(model: str, text: str, dimensions: int | None, options: _EmbeddingOptions) -> dict[str, Any]:
    _check_types(model, options, ())
    single = {
        "embeddingPurpose": INPUT_TYPES[options.input_type],
        "embeddingDimension": dimensions,
        "text": {"truncationMode": options.truncate or "NONE", "value": text},  # too long is an error unless requested
    }
    task = {"schemaVersion": "nova-multimodal-embed-v1", "taskType": "SINGLE_EMBEDDING"}
    return task | {"singleEmbeddingParams": {name: value for name, value in single.items() if value is not None}}


def _check_types(model: str, options: _EmbeddingOptions, known: Sequence[str]) -> None:
    unknown = [kind for kind in options.types or () if kind not in known]
    if unknown and not known:
        raise EmbeddingError(f"{model} takes no embedding_types: leave it out")
    if unknown:
        raise EmbeddingError(f"embedding_types {', '.join(map(repr, unknown))}: {model} knows {', '.join(known)}")


def embedding_vectors(
    answer: Any, count: int, dimensions: int | None, origin: str = "the model", kind: str = "float"
) -> list[list[float]]:
    """The vectors of a kind in a body of Titan, Cohere or Nova.

    NoVectorsError, an EmbeddingError, where they are not as many as wanted; EmbeddingError for another length.
    """
    vectors = _vectors(answer, kind)
    if len(vectors) != count or not all(map(_is_vector, vectors)):
        raise NoVectorsError(f"{origin} answered with other than {count} vectors")
    wrong = sorted({len(vector) for vector in vectors} - {dimensions}) if dimensions and kind not in _BITS else []
    if wrong:
        raise EmbeddingError(f"{origin} answered with vectors of {wrong[0]} dimensions, the record says {dimensions}")
    return vectors


def _vectors(answer: Any, kind: str) -> list[Any]:
    by_type = _within(answer, "embeddings") or _within(answer, "embeddingsByType")
    if isinstance(by_type, Mapping) and kind in by_type:
        rows = by_type[kind]
        rows = [rows] if _is_vector(rows) else rows  # Titan has one text a call
    elif kind == "float":
        rows = by_type if isinstance(by_type, list) else [_within(answer, "embedding")]
    else:
        rows = []
    return [row.get("embedding") if isinstance(row, Mapping) else row for row in rows if rows]


def _is_vector(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(number, (int, float)) for number in value)


# ---- The texts of an embedding, in calls of the size that the model accepts ------------------------------------------

_COHERE_TEXTS = 96  # a call takes no more (Amazon Bedrock User Guide, Cohere Embed v3)
#: Characters of a text (Amazon Bedrock User Guide: Amazon Titan Text Embeddings models, Cohere Embed v3). The limits in
#: tokens are AWS's to judge.
_LONGEST = {"titan-embed-text-v2": 50_000, "cohere.embed-english-v3": 2_048, "cohere.embed-multilingual-v3": 2_048}
_MOST_PROBLEMS = 5


class _Embedding:
    """The texts of one call of ``embed``, and the vectors that they have so far."""

    def __init__(self, texts: list[str], options: _EmbeddingOptions, invocation: _Invocation) -> None:
        self._texts, self._options, self._invocation = texts, options, invocation
        self._found: dict[str, list[list[float]]] = {kind: [] for kind in options.kinds}
        self._model: tuple[str, int | None] | None = None
        self.answer: dict[str, Any] = {}

    @property
    def vectors(self) -> list[list[float]]:
        return self._found[self._options.kinds[0]]

    @property
    def by_type(self) -> dict[str, list[list[float]]]:
        return self._found if self._options.types else {}

    @property
    def done(self) -> bool:
        return len(self.vectors) == len(self._texts)

    @property
    def place(self) -> str:
        first = len(self.vectors)
        last = first + len(self._part(self._model[0] if self._model else "")) - 1
        return f"texts[{first}]" if first >= last else f"texts[{first}] to texts[{last}]"

    def check(self, record: Record) -> None:
        """EmbeddingError if the model of the record would reject a text, or does not support the request."""
        self._model = self._model or (record.base_model_id, record.dimensions)
        longest = next((most for name, most in _LONGEST.items() if name in record.base_model_id), math.inf)
        rule = f"characters, and {record.base_model_id} takes {longest}"
        _refuse(f"texts[{i}] has {len(text)} {rule}" for i, text in enumerate(self._texts) if len(text) > longest)
        self._body(record, self._texts[:1])

    def call(self, client: Any, record: Record, target: Target) -> tuple[Any, dict[str, Any], list[list[list[float]]]]:
        part = self._part(record.base_model_id)
        _response, content = self._invocation.answered(client, target, self._body(record, part))
        answer = _json_object(content)
        found = [
            embedding_vectors(answer, len(part), record.dimensions, target.arn, kind) for kind in self._options.kinds
        ]
        return (record.base_model_id, record.dimensions), answer, found

    def take(self, served: tuple[Any, dict[str, Any], list[list[list[float]]]]) -> None:
        model, self.answer, found = served
        other, self._model = model != self._model, model
        if other and self.vectors:  # the record was replaced in the meantime: vectors of two models cannot be compared
            self._found = {kind: [] for kind in self._options.kinds}  # begin again
            return
        for vectors, more in zip(self._found.values(), found, strict=True):
            vectors.extend(more)

    def _part(self, base_model_id: str) -> list[str]:
        return self._texts[len(self.vectors) :][: _COHERE_TEXTS if "cohere" in base_model_id else 1]

    def _body(self, record: Record, part: Sequence[str]) -> dict[str, Any]:
        options = self._options
        return embedding_body(
            record.base_model_id, part, record.dimensions, options.input_type, options.truncate, options.types
        )


def _checked_texts(texts: Sequence[str]) -> list[str]:
    """The texts as a list; EmbeddingError with the index of each that is missing or empty."""
    if isinstance(texts, str) or not texts:
        raise ValueError("texts must be a list with at least one text")
    _refuse(_text_problems(texts))
    return list(texts)


def _text_problems(texts: Sequence[Any]) -> Iterator[str]:
    for index, text in enumerate(texts):
        if not isinstance(text, str):
            yield f"texts[{index}] is no text but {type(text).__name__}"
        elif not text:
            yield f"texts[{index}] is empty: a text has at least one character"


def _refuse(problems: Iterable[str]) -> None:
    """The first few problems as one error. No text is in it."""
    found = list(problems)
    if found:
        more = [f"and {len(found) - _MOST_PROBLEMS} more"] if len(found) > _MOST_PROBLEMS else []
        raise EmbeddingError("; ".join([*found[:_MOST_PROBLEMS], *more]))


# ---- Options of a router ---------------------------------------------------------------------------------------------

#: ``factory(service, region, seconds)`` → a boto3 client whose calls are sent once and wait that long for an answer,
#: and as long, but at most 1.5 seconds, for the connection before it. An empty region means the session's own.
ClientFactory = Callable[[str, str, float], Any]


class Settings(TypedDict, total=False):
    """Options of both constructors; times are seconds.

    deadline: for one call of the router, the record and all targets included, of a stream up to its first event (120).
    read_timeout: how long one target may be silent, within its share of the deadline (60). rest: how long a failed
    target comes after all others (30). ttl: when the record is read again (300). session: boto3 session (a new one).
    endpoint_url: another endpoint, for SSM and Bedrock alike (botocore's own: AWS_ENDPOINT_URL_BEDROCK_RUNTIME,
    AWS_ENDPOINT_URL_SSM, AWS_ENDPOINT_URL, the profile's). client_config: botocore Config; retries and timeouts in it
    are the router's own. client_factory: makes the clients instead of these three.
    """

    deadline: float
    read_timeout: float
    rest: float
    ttl: float
    session: Any
    endpoint_url: str | None
    client_config: Any
    client_factory: ClientFactory
    clock: Callable[[], float]


# ---- Clients with time limits ----------------------------------------------------------------------------------------

CONNECT_SECONDS = 1.5  # a lost packet is sent again after one second
_SHORTEST_SECONDS = 0.1  # with less left than this no call is begun
_MAKING = threading.Lock()  # making a client is not thread-safe, using one is; routers may share a session


class _Clients:
    """One client for each service, region and time limit: botocore fixes a read timeout when it makes a client."""

    def __init__(self, factory: ClientFactory, read_timeout: float, deadline: float) -> None:
        self._factory, self._limits = factory, _limits(read_timeout, deadline)
        self._made: dict[tuple[str, str, float], Any] = {}

    def get(self, service: str, region: str, left: float) -> Any:
        """A client whose calls take at most so long, within a percent."""
        fits = _for_the_answer(max(left, _SHORTEST_SECONDS)) * 1.01
        key = (service, region, next((limit for limit in self._limits if limit <= fits), self._limits[-1]))
        if key not in self._made:
            with _MAKING:
                if key not in self._made:
                    self._made[key] = self._factory(*key)
        return self._made[key]


def _limits(read_timeout: float, deadline: float) -> list[float]:
    """Time limits of clients: few, so that clients are used again, and the equal shares of up to eight targets."""
    shares = [min(read_timeout, _for_the_answer(deadline / count)) for count in range(1, 9)]
    limits = [shares[0]]
    while limits[-1] > _SHORTEST_SECONDS / 2:
        below = limits[-1] * 0.75
        limits.append(next((share for share in shares if below * 0.85 <= share < limits[-1]), below))
    return [round(limit, 3) for limit in limits]


def _for_the_answer(left: float) -> float:
    """How long an answer may be waited for, so that the connection before it fits in as well."""
    return max(left - CONNECT_SECONDS, left / 2)


def _client_factory(settings: Settings) -> ClientFactory:
    session, endpoint_url = settings.get("session") or boto3.session.Session(), settings.get("endpoint_url")
    base = Config(max_pool_connections=50, tcp_keepalive=True, user_agent_extra="genai.bedrock/inference_router")
    base = base.merge(settings.get("client_config") or Config())

    def make(service: str, region: str, seconds: float) -> Any:
        # The next target is the retry: botocore's own would only keep the caller waiting.
        once = {"mode": "standard", "total_max_attempts": 1}
        ours = Config(connect_timeout=min(CONNECT_SECONDS, seconds), read_timeout=seconds, retries=once)
        return session.client(service, region or None, endpoint_url=endpoint_url, config=base.merge(ours))

    return make


# ---- Calls that end in time ------------------------------------------------------------------------------------------

T = TypeVar("T")


def _in_time(call: Callable[[], T], seconds: float, discard: Callable[[T], None] = lambda _late: None) -> T:
    """What the call returns; TargetTimeoutError where it takes longer.

    Socket timeouts apply to one address of a host and one chunk of a response, not to DNS lookups.
    """
    answer: Future[T] = Future()
    context = contextvars.copy_context()
    work = threading.Thread(target=context.run, args=(_deliver, call, answer), name="inference_router", daemon=True)
    work.start()
    if wait([answer], min(seconds, threading.TIMEOUT_MAX)).not_done:
        answer.add_done_callback(lambda late: None if late.exception() else discard(late.result()))
        raise TargetTimeoutError(f"no answer within {seconds:.3g} seconds")
    return answer.result()


def _deliver(call: Callable[[], T], answer: Future[T]) -> None:
    with _Outcome(answer):
        answer.set_result(call())


class _Outcome:
    """A block whose error is raised where the answer is waited for, not here."""

    def __init__(self, answer: Future[Any]) -> None:
        self._answer = answer

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> bool:
        if error is not None:
            self._answer.set_exception(error)
        return True


# ---- Which targets rest ----------------------------------------------------------------------------------------------


@dataclass(slots=True, eq=False)
class _Failure:
    """Until when a target rests, and until when the others leave it to the caller who tries it again."""

    rests: float
    tried: float = -math.inf


class _Circuit:
    """Which targets failed a moment ago."""

    def __init__(self, rest: float, clock: Callable[[], float]) -> None:
        self._rest, self._clock = rest, clock
        self._failures: dict[str, _Failure] = {}
        self._lock = threading.Lock()

    def ordered(self, targets: Sequence[Target]) -> list[Target]:
        """Those that do not rest in the record's order, then the others in that order."""
        with self._lock:
            now = self._clock()
            resting = {arn for arn, known in self._failures.items() if now < max(known.rests, known.tried)}
        return sorted(targets, key=lambda target: target.arn in resting)

    def begin(self, target: Target) -> _Failure | None:
        """The failure that this call may undo. While one caller tries a target again, the others go elsewhere."""
        with self._lock:
            known = self._failures.get(target.arn)
            if known is not None:
                known.tried = self._clock() + self._rest
            return known

    def end(self, target: Target, known: _Failure | None, error: Exception | None) -> None:
        """An answer, be it a refusal, undoes the failure that was known when its call began, not a later one."""
        with self._lock:
            if known is not None:
                known.tried = -math.inf
            if error is not None and fails_over(error):
                self._failures[target.arn] = _Failure(self._clock() + self._rest)
            elif (error is None or isinstance(error, ClientError)) and self._failures.get(target.arn) is known:
                self._failures.pop(target.arn, None)


# ---- Reading the record, and reading it again ------------------------------------------------------------------------

_LOG = logging.getLogger(__name__)
_SSM_SECONDS, _SSM_ATTEMPTS, _SSM_PAUSE = 5.0, 3, 10.0  # the pause follows readings that brought nothing new
_MOMENT = 1.0  # what a caller who could do without a reading waits for it
ReadRecord = Callable[[_Clients, float], Record]


class _Source:
    """The record. One thread reads it again while the others go on with the one they have."""

    def __init__(self, read: ReadRecord, ttl: float, clients: _Clients, clock: Callable[[], float]) -> None:
        self._read, self._ttl, self._clients, self._clock = read, ttl, clients, clock
        self._record: Record | None = None
        self._failure: Exception | None = None
        self._stale_at = self._next_refresh = -math.inf
        self._lock = threading.Lock()

    def current(self, ends: float) -> Record:
        """Who has no record yet waits for the first reading, or for its failure; who has one waits a moment at most."""
        if self._clock() >= self._stale_at:
            with self._turn(ends if self._record is None else -math.inf) as mine:
                now = self._clock()
                if mine and self._stale_at <= now < ends:
                    if self._record is None:
                        self._renew(ends)
                    else:
                        self._renew(now + min((ends - now) / 10, _MOMENT), attempts=1)
        if self._record is None:
            raise self._failure.with_traceback(None) if self._failure else AllTargetsFailed((), (), True)
        return self._record

    def newer_than(self, used: Record, ends: float) -> Record | None:
        """The record as it is now; None where it cannot be read or has the same targets, now or a moment ago."""
        with self._turn(ends) as mine:
            if mine and not self._other_than(used) and self._next_refresh <= self._clock() < ends:
                self._renew(ends)
                if not self._other_than(used):
                    self._next_refresh = self._clock() + _SSM_PAUSE
        return self._other_than(used)

    def _other_than(self, used: Record) -> Record | None:
        known = self._record or used
        return known if known.targets != used.targets else None

    @contextlib.contextmanager
    def _turn(self, ends: float) -> Iterator[bool]:
        """Whether this thread may read; while another one reads, it waits for it, but not longer than until then."""
        mine = self._lock.acquire(timeout=min(max(ends - self._clock(), 0.0), threading.TIMEOUT_MAX))
        try:
            yield mine
        finally:
            if mine:
                self._lock.release()

    def _renew(self, ends: float, attempts: int = _SSM_ATTEMPTS) -> None:
        """Read the record; where that fails, the known one is used for a while, or the failure is raised."""
        try:
            self._record, self._failure = self._read_once(ends, attempts), None
        except (RecordError, UnexpectedAnswerError, TargetTimeoutError, BotoCoreError, ClientError) as error:
            left = ends - self._clock()
            final = isinstance(error, TargetTimeoutError) or not fails_over(error)
            if attempts > 1 and left > _SHORTEST_SECONDS and not final:
                time.sleep(random.uniform(0, min(left / 10, _MOMENT)))
                self._renew(ends, attempts - 1)
                return
            if self._record is None:  # those who wait for this reading need not try it, too
                late = isinstance(error, TargetTimeoutError)
                self._failure = AllTargetsFailed((), (), True) if late else error
                self._stale_at = self._clock() + _MOMENT
                raise self._failure from error.__cause__
            _LOG.warning("the record cannot be read again, the one known so far is used: %s", error)
            self._stale_at = self._clock() + min(self._ttl, _SSM_PAUSE)
        else:
            self._stale_at = self._clock() + self._ttl

    def _read_once(self, ends: float, attempts: int) -> Record:
        """Each try waits for its part of the time; until the end, whatever that does not cover."""
        left = ends - self._clock()
        try:
            return _in_time(functools.partial(self._read, self._clients, left / attempts), left)
        except Exception as error:
            fault = _judged(error)
            if fault is error:
                raise
            raise fault from error


# ---- Attempts and failover -------------------------------------------------------------------------------------------


class _Run:
    """One call of the router: all its attempts, within one deadline."""

    def __init__(
        self, source: _Source, circuit: _Circuit, clients: _Clients, clock: Callable[[], float], ends: float
    ) -> None:
        self._source, self._circuit, self._clients, self._clock, self._ends = source, circuit, clients, clock, ends
        self.attempts: list[Attempt] = []

    def serve(
        self,
        call: Callable[[Any, Record, Target], T],
        *,
        check: Callable[[Record], None] = lambda _record: None,
        discard: Callable[[T], None] = lambda _late: None,
    ) -> tuple[T, Target]:
        """``check`` may refuse a record before anything is called; ``discard`` gets an answer that comes too late."""
        record = self._source.current(self._ends)
        check(record)
        try:
            return self._first_answer(call, record, discard)
        except ClientError as error:
            newer = self._source.newer_than(record, self._ends) if record_may_be_old(error) else None
            if newer is None:
                raise
        check(newer)
        return self._first_answer(call, newer, discard)

    def _left(self) -> float:
        return self._ends - self._clock()

    def _first_answer(
        self, call: Callable[[Any, Record, Target], T], record: Record, discard: Callable[[T], None]
    ) -> tuple[T, Target]:
        failed: list[tuple[Target, Exception]] = []
        targets = self._circuit.ordered(record.targets)
        for number, target in enumerate(targets):
            left = self._left()
            if left < _SHORTEST_SECONDS:
                raise AllTargetsFailed(failed, self.attempts, True)
            share = max(left / (len(targets) - number), _SHORTEST_SECONDS)
            known, began = self._circuit.begin(target), self._clock()
            try:
                answer = _in_time(functools.partial(self._call, call, record, target, share), share, discard)
            except Exception as error:
                fault = _judged(error)
                self._end(target, known, began, fault)
                if not fails_over(fault):
                    vars(error)["attempts"] = tuple(self.attempts)
                    raise
                failed.append((target, fault))
            else:
                self._end(target, known, began, None)
                return answer, target
        raise AllTargetsFailed(failed, self.attempts, False)

    def _call(self, call: Callable[[Any, Record, Target], T], record: Record, target: Target, seconds: float) -> T:
        return call(self._clients.get("bedrock-runtime", target.region, seconds), record, target)

    def _end(self, target: Target, known: _Failure | None, began: float, error: Exception | None) -> None:
        code = None if error is None else error_code(error)
        self.attempts.append(Attempt(target.region, target.arn, code, round((self._clock() - began) * 1000)))
        self._circuit.end(target, known, error)


# ---- The router ------------------------------------------------------------------------------------------------------


class InferenceRouter:
    """The targets of one record, with failover.

    It tries the next target on FAILOVER_CODES, other 5xx, 429 and 408, connection errors and timeouts, and responses
    that are not the service's. Calls raise AllTargetsFailed if every target failed like that, and any other error
    (STAYING_CODES, invalid parameters) as boto3 raised it, with the attribute ``attempts``. A failed target is tried
    last for a while, then in its position again. If an error may be due to a profile or guardrail that was replaced
    since the record was read, the record is read again, and its current targets are tried.
    """

    def __init__(self, read: ReadRecord, **settings: Unpack[Settings]) -> None:
        """Use ``from_parameter`` or ``from_record``."""
        self._clock = settings.get("clock", time.monotonic)
        self._deadline = settings.get("deadline", 120.0)
        factory = settings.get("client_factory") or _client_factory(settings)
        self._clients = _Clients(factory, settings.get("read_timeout", 60.0), self._deadline)
        self._circuit = _Circuit(settings.get("rest", 30.0), self._clock)
        self._source = _Source(read, settings.get("ttl", 300.0), self._clients, self._clock)

    @classmethod
    def from_parameter(cls, name: str, *, region: str | None = None, **settings: Unpack[Settings]) -> InferenceRouter:
        """A router for the record in SSM parameter ``name``; ``region`` is the parameter's (the session's if None).

        The parameter is read at the first call (boto3's error, RecordError or UnexpectedAnswerError, if that fails),
        when it is older than ``ttl``, and when a target or its guardrail no longer exists; if a later read fails or is
        slow, the known record is used.
        """

        def read(clients: _Clients, seconds: float) -> Record:
            client = clients.get("ssm", region or "", min(_SSM_SECONDS, seconds))
            text = _value_of(client.get_parameter(Name=name, WithDecryption=True))
            try:
                return Record.parse(json.loads(text), f"parameter {name}")
            except json.JSONDecodeError as error:
                raise RecordError(f"parameter {name} is no JSON") from error

        return cls(read, **settings)

    @classmethod
    def from_record(cls, record: Mapping[str, Any], **settings: Unpack[Settings]) -> InferenceRouter:
        """A router for a record that the caller has read; RecordError if it is invalid. It is never read again."""
        parsed = Record.parse(record)
        return cls(lambda _clients, _seconds: parsed, **settings)

    def converse(self, *, messages: Sequence[Mapping[str, Any]], **kwargs: Any) -> Result:
        """Converse with boto3's parameters but ``modelId``.

        The target's guardrail applies where ``guardrailConfig`` does not name another one by identifier and version
        (with its ``trace``, if given). The record's ``max_tokens`` and ``temperature`` apply where neither
        ``inferenceConfig`` (None: do not send it) nor ``additionalModelRequestFields`` say otherwise.
        """
        request = _Conversation({**kwargs, "messages": messages})

        def call(client: Any, record: Record, target: Target) -> dict[str, Any]:
            return _conversed(client.converse(**request.to(record, target)))

        run = self._run()
        answer, target = run.serve(call)
        return Result(answer, target, tuple(run.attempts))

    def converse_stream(self, *, messages: Sequence[Mapping[str, Any]], **kwargs: Any) -> StreamResult:
        """ConverseStream with the parameters of ``converse``; fails over until the first event has come.

        Between later events a target may be silent for as long as the call that opened the stream was given.
        """
        request = _Conversation({**kwargs, "messages": messages})

        def call(client: Any, record: Record, target: Target) -> tuple[Any, Iterator[Any]]:
            return _opened(client.converse_stream(**request.to(record, target)))

        run = self._run()
        (stream, events), target = run.serve(call, discard=lambda late: late[0].close())
        return StreamResult(stream, events, target, tuple(run.attempts))

    def invoke_model(self, *, body: Mapping[str, Any] | str | bytes, **kwargs: Any) -> Result:
        """InvokeModel with a body in the model's own form; a mapping is sent as JSON.

        ``response["body"]`` has been received and can be read once; it is a JSON object, unless ``accept`` requests
        another type. The target's guardrail applies unless ``guardrailIdentifier`` and ``guardrailVersion`` select
        another one. Bodies are never changed: the record's max_tokens and temperature are not added.
        """
        request = _Invocation(kwargs)

        def call(client: Any, _record: Record, target: Target) -> dict[str, Any]:
            response, content = request.answered(client, target, body)
            return {**response, "body": StreamingBody(io.BytesIO(content), len(content))}

        run = self._run()
        answer, target = run.serve(call)
        return Result(answer, target, tuple(run.attempts))

    def embed(
        self,
        texts: Sequence[str],
        *,
        input_type: str = "search_document",
        truncate: str | None = None,
        embedding_types: Sequence[str] | None = None,
        **kwargs: Any,
    ) -> Result:
        """One vector for each text, from Titan or Nova (a call for each text) or Cohere (up to 96 texts a call).

        ``input_type`` is a key of INPUT_TYPES. ``truncate``: which end of a text that has too many tokens is cut off,
        START, END or NONE (LEFT and RIGHT mean the same); not for Titan. ``embedding_types``: as ["float", "int8"]; for
        Cohere and Titan v2, of which the vectors of the first are ``embeddings`` and all are ``by_type``. Vectors have
        the record's ``dimensions`` (EmbeddingError where not). Other parameters are those of ``invoke_model``.

        A missing, empty or too long text is an EmbeddingError with its index, before any call. Later failures carry
        ``embeddings``, the vectors of the preceding texts, and a note with
        the texts of the failed call. The deadline covers all texts; ``served_by`` and ``response`` are
        those of the last call.
        """
        work = _Embedding(
            _checked_texts(texts), _EmbeddingOptions(input_type, truncate, embedding_types), _Invocation(kwargs)
        )
        run = self._run()
        try:
            while not work.done:
                found, target = run.serve(work.call, check=work.check)
                work.take(found)
        except Exception as error:
            vars(error)["embeddings"] = work.vectors
            if vars(error).get("attempts"):
                error.add_note(f"{work.place} failed; embeddings has the vectors of {len(work.vectors)} texts before")
            raise
        return Result(work.answer, target, tuple(run.attempts), work.vectors, work.by_type)

    def _run(self) -> _Run:
        return _Run(self._source, self._circuit, self._clients, self._clock, self._clock() + self._deadline)
