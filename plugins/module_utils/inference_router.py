# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Call the model of a published record: its targets in order, each in its own region, until one answers.

One file on purpose: copy it into an application or import it; it needs Python 3.11 or newer and boto3, nothing else::

    router = InferenceRouter.from_parameter("/production/bedrock/inference-profiles/copilot/chat", region="us-east-1")
    answer = router.converse(messages=[{"role": "user", "content": [{"text": "Hello"}]}])
    print(answer.text, answer.served_by.region, answer.attempts)

A router is thread-safe: make one for each record and share it. The caller needs ``ssm:GetParameter`` on the
parameter and ``bedrock:InvokeModel*`` on the targets and their models. Nothing is logged but failed readings of SSM.

A long answer that is not streamed needs a larger ``read_timeout`` than 60 seconds, for it comes all at once, and a
timeout goes on to the next target: both calls are billed.
"""

from __future__ import annotations

import contextlib
import io
import itertools
import json
import logging
import math
import random
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self, TypedDict, TypeVar, Unpack

with contextlib.suppress(ImportError):  # the file can be looked at, though not used, where boto3 is not installed
    import boto3
    from botocore.config import Config
    from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError, IncompleteReadError
    from botocore.exceptions import ConnectionError as BotoConnectionError
    from botocore.response import StreamingBody

SCHEMA = 1
#: Where one region says this, another may answer.
FAILOVER_CODES = frozenset(
    {
        "ThrottlingException",
        "ModelNotReadyException",
        "ModelTimeoutException",
        "InternalServerException",
        "ServiceUnavailableException",
    }
)
#: What vectors are made for: Cohere's ``input_type`` → Nova's ``embeddingPurpose``. Titan makes no difference.
INPUT_TYPES = {
    "search_document": "GENERIC_INDEX",
    "search_query": "GENERIC_RETRIEVAL",
    "classification": "CLASSIFICATION",
    "clustering": "CLUSTERING",
}

_LOG = logging.getLogger(__name__)
_COHERE_TEXTS = 96  # a call takes no more (Amazon Bedrock User Guide, Cohere Embed v3)
CONNECT_SECONDS = 1.5  # a lost packet is sent again after one second
_SHORTEST_SECONDS = 0.1  # with less left than this no call is begun
_SSM_SECONDS, _SSM_ATTEMPTS, _SSM_PAUSE = 5.0, 3, 10.0  # the pause follows readings that brought nothing new
_MOMENT = 1.0  # what a caller who could do without a reading waits for it
_MAKING = threading.Lock()  # making a client is not thread-safe, using one is; routers may share a session
T = TypeVar("T")

#: ``factory(service, region, seconds)`` → a boto3 client whose calls are sent once and wait that long for an answer,
#: and as long, but at most 1.5 seconds, for the connection before it. An empty region means the session's own.
ClientFactory = Callable[[str, str, float], Any]


class RecordError(ValueError):
    """What was read is no record of schema 1; the message names the parameter and what is wrong."""


class EmbeddingError(ValueError):
    """No request is known for the model, or it did not answer with the vectors that were asked for."""


@dataclass(frozen=True, slots=True)
class Target:
    """One inference profile: called in ``region`` by its ``arn``; ``guardrail`` is {identifier, version} or None."""

    region: str
    arn: str
    name: str = ""
    guardrail: Mapping[str, str] | None = None


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
        told = "; ".join(f"{target.region} ({target.name or target.arn}): {error}" for target, error in errors)
        end = "the deadline passed" if deadline_passed else "all targets failed"
        single = [error for _target, error in errors] or [TimeoutError(end)]
        group = super().__new__(cls, f"{end}: {told}" if told else end, single)
        group.errors, group.attempts, group.deadline_passed = tuple(errors), tuple(attempts), deadline_passed
        return group


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
        """From the JSON object that the collection publishes (RecordError if it is none); unknown fields are fine."""
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


@dataclass(frozen=True, slots=True)
class Result:
    """An answer. ``response`` is boto3's (of embed: the last body); ``embeddings`` has one vector for each text."""

    response: dict[str, Any]
    served_by: Target
    attempts: tuple[Attempt, ...]
    embeddings: list[list[float]] = field(default_factory=list)

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


class Settings(TypedDict, total=False):
    """Options of both constructors; times are seconds.

    deadline: for one call of the router, the record and all targets included, of a stream up to its first event (120).
    read_timeout: how long one target may be silent (60). rest: how long a failed target comes after all others (30).
    ttl: when the record is read again (300). session: boto3 session (a new one). endpoint_url: another endpoint, for
    tests. client_config: botocore Config; retries and timeouts in it are the router's own. client_factory: makes the
    clients instead of these three.
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


class InferenceRouter:
    """The targets of one record, with failover on FAILOVER_CODES, other 5xx and 429, connection errors and timeouts.

    Calls raise AllTargetsFailed where every target failed like that, and any other error (access, validation, not
    found) as boto3 raised it, with the attribute ``attempts``. A target that failed rests: it is tried last for a
    while, then in its place again.
    """

    def __init__(self, read: ReadRecord, **settings: Unpack[Settings]) -> None:
        """Use ``from_parameter`` or ``from_record``."""
        self._clock = settings.get("clock", time.monotonic)
        self._deadline = settings.get("deadline", 120.0)
        longest = min(settings.get("read_timeout", 60.0), _for_the_answer(self._deadline))
        self._clients = _Clients(settings.get("client_factory") or _client_factory(settings), longest)
        self._circuit = _Circuit(settings.get("rest", 30.0), self._clock)
        self._source = _Source(read, settings.get("ttl", 300.0), self._clients, self._clock)

    @classmethod
    def from_parameter(cls, name: str, *, region: str | None = None, **settings: Unpack[Settings]) -> InferenceRouter:
        """A router for the record in SSM parameter ``name``; ``region`` is the parameter's (the session's if None).

        The parameter is read at the first call (boto3's error, or RecordError, if that fails), when it is older than
        ``ttl``, and when a target is gone; where a later reading fails or takes more than a moment, the record known so
        far is used.
        """

        def read(clients: _Clients, seconds: float) -> Record:
            client = clients.get("ssm", region or "", min(_SSM_SECONDS, seconds))
            text = client.get_parameter(Name=name, WithDecryption=True)["Parameter"]["Value"]
            try:
                return Record.parse(json.loads(text), f"parameter {name}")
            except json.JSONDecodeError as error:
                raise RecordError(f"parameter {name} is no JSON") from error

        return cls(read, **settings)

    @classmethod
    def from_record(cls, record: Mapping[str, Any], **settings: Unpack[Settings]) -> InferenceRouter:
        """A router for a record that the caller has read; RecordError where it is none. It is never read again."""
        parsed = Record.parse(record)
        return cls(lambda _clients, _seconds: parsed, **settings)

    def converse(self, *, messages: Sequence[Mapping[str, Any]], **kwargs: Any) -> Result:
        """Converse with boto3's parameters but ``modelId``.

        The record's ``max_tokens`` and ``temperature`` and the target's guardrail apply where ``inferenceConfig`` and
        ``guardrailConfig`` do not say otherwise (None: do not send it).
        """

        def call(client: Any, record: Record, target: Target) -> dict[str, Any]:
            answer: dict[str, Any] = client.converse(**_conversation(record, target, {**kwargs, "messages": messages}))
            return answer

        run = self._run()
        answer, target = run.serve(call)
        return Result(answer, target, tuple(run.attempts))

    def converse_stream(self, *, messages: Sequence[Mapping[str, Any]], **kwargs: Any) -> StreamResult:
        """ConverseStream with the parameters of ``converse``; fails over until the first event has come.

        Between later events a target may be silent for as long as the call that opened the stream was given.
        """

        def call(client: Any, record: Record, target: Target) -> tuple[Any, Iterator[Any]]:
            request = _conversation(record, target, {**kwargs, "messages": messages})
            return _opened(client.converse_stream(**request)["stream"])

        run = self._run()
        (stream, events), target = run.serve(call)
        return StreamResult(stream, events, target, tuple(run.attempts))

    def invoke_model(self, *, body: Mapping[str, Any] | str | bytes, **kwargs: Any) -> Result:
        """InvokeModel with a body in the model's own form; a mapping is sent as JSON.

        ``response["body"]`` has been received and can be read once. The target's guardrail applies unless
        ``guardrailIdentifier`` is given (None: none). The record's max_tokens and temperature are not put into bodies.
        """

        def call(client: Any, _record: Record, target: Target) -> dict[str, Any]:
            response, content = _invoked(client, target, body, kwargs)
            return {**response, "body": StreamingBody(io.BytesIO(content), len(content))}

        run = self._run()
        answer, target = run.serve(call)
        return Result(answer, target, tuple(run.attempts))

    def embed(self, texts: Sequence[str], *, input_type: str = "search_document", **kwargs: Any) -> Result:
        """One vector for each text, from Titan or Nova (a call for each text) or Cohere (up to 96 texts a call).

        ``input_type`` is a key of INPUT_TYPES. Vectors have the record's ``dimensions`` (EmbeddingError where not).
        The deadline is one for all texts; ``served_by`` and ``response`` are those of the last call.
        """
        if isinstance(texts, str) or not texts:
            raise ValueError("texts must be a list with at least one text")
        vectors: list[list[float]] = []

        def call(client: Any, record: Record, target: Target) -> tuple[Any, dict[str, Any], list[list[float]]]:
            part = list(texts[len(vectors) :][: _COHERE_TEXTS if "cohere" in record.base_model_id else 1])
            body = embedding_body(record.base_model_id, part, record.dimensions, input_type)
            answer: dict[str, Any] = json.loads(_invoked(client, target, body, kwargs)[1])
            found = embedding_vectors(answer, len(part), record.dimensions, target.arn)
            return (record.base_model_id, record.dimensions), answer, found

        run, kind = self._run(), None
        while len(vectors) < len(texts):
            (used, answer, found), target = run.serve(call)
            if kind in (None, used):
                vectors += found
            else:  # the record was replaced meanwhile, and vectors of two kinds cannot be compared: begin again
                vectors.clear()
            kind = used
        return Result(answer, target, tuple(run.attempts), vectors)

    def _run(self) -> _Run:
        return _Run(self._source, self._circuit, self._clients, self._clock, self._clock() + self._deadline)


class _Run:
    """One call of the router: all its attempts, within one deadline."""

    def __init__(
        self, source: _Source, circuit: _Circuit, clients: _Clients, clock: Callable[[], float], ends: float
    ) -> None:
        self._source, self._circuit, self._clients, self._clock, self._ends = source, circuit, clients, clock, ends
        self.attempts: list[Attempt] = []

    def serve(self, call: Callable[[Any, Record, Target], T]) -> tuple[T, Target]:
        record = self._source.current(self._ends)
        try:
            return self._first_answer(call, record)
        except ClientError as error:
            if not is_gone(error):
                raise
            newer = self._source.newer_than(record, self._ends)
            if newer is None:
                raise
        return self._first_answer(call, newer)

    def _left(self) -> float:
        return self._ends - self._clock()

    def _first_answer(self, call: Callable[[Any, Record, Target], T], record: Record) -> tuple[T, Target]:
        failed: list[tuple[Target, Exception]] = []
        for target in self._circuit.ordered(record.targets):
            if self._left() < _SHORTEST_SECONDS:
                raise AllTargetsFailed(failed, self.attempts, True)
            client = self._clients.get("bedrock-runtime", target.region, self._left())
            known, began = self._circuit.begin(target), self._clock()
            try:
                answer = call(client, record, target)
            except Exception as error:
                self._end(target, known, began, error)
                if not fails_over(error):
                    vars(error)["attempts"] = tuple(self.attempts)
                    raise
                failed.append((target, error))
            else:
                self._end(target, known, began, None)
                return answer, target
        raise AllTargetsFailed(failed, self.attempts, False)

    def _end(self, target: Target, known: _Failure | None, began: float, error: Exception | None) -> None:
        code = None if error is None else error_code(error)
        self.attempts.append(Attempt(target.region, target.arn, code, round((self._clock() - began) * 1000)))
        self._circuit.end(target, known, error)


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


class _Source:
    """The record. One thread reads it again while the others go on with the one they have."""

    def __init__(self, read: ReadRecord, ttl: float, clients: _Clients, clock: Callable[[], float]) -> None:
        self._read, self._ttl, self._clients, self._clock = read, ttl, clients, clock
        self._record: Record | None = None
        self._failure: Exception | None = None
        self._stale_at = self._vain_until = -math.inf
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
        """The record as it is now; None where it cannot be read or names the same ARNs, now or a moment ago."""
        with self._turn(ends) as mine:
            if mine and not self._other_than(used) and self._vain_until <= self._clock() < ends:
                self._renew(ends)
                if not self._other_than(used):
                    self._vain_until = self._clock() + _SSM_PAUSE
        return self._other_than(used)

    def _other_than(self, used: Record) -> Record | None:
        known = self._record or used
        return known if {target.arn for target in known.targets} != {target.arn for target in used.targets} else None

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
        fresh_for = self._ttl
        try:
            self._record, self._failure = self._read(self._clients, (ends - self._clock()) / attempts), None
        except (RecordError, BotoCoreError, ClientError) as error:
            left = ends - self._clock()
            if attempts > 1 and left > _SHORTEST_SECONDS and fails_over(error):
                time.sleep(random.uniform(0, min(left / 10, _MOMENT)))
                self._renew(ends, attempts - 1)
                return
            if self._record is None:  # those who wait for this reading need not try it, too
                self._failure, self._stale_at = error, self._clock() + _MOMENT
                raise
            fresh_for = min(self._ttl, _SSM_PAUSE)
            _LOG.warning("the record cannot be read again, the one known so far is used: %s", error)
        self._stale_at = self._clock() + fresh_for


class _Clients:
    """One client for each service, region and time limit: botocore fixes a read timeout when it makes a client."""

    def __init__(self, factory: ClientFactory, longest: float) -> None:
        self._factory, self._longest = factory, longest
        self._made: dict[tuple[str, str, float], Any] = {}

    def get(self, service: str, region: str, left: float) -> Any:
        """A client whose calls take at most so long, within a percent; few steps, so that clients are used again."""
        seconds = self._longest
        while seconds > _for_the_answer(max(left, _SHORTEST_SECONDS)) * 1.01:
            seconds *= 0.75
        key = (service, region, round(seconds, 3))
        if key not in self._made:
            with _MAKING:
                if key not in self._made:
                    self._made[key] = self._factory(*key)
        return self._made[key]


def _for_the_answer(left: float) -> float:
    """How long an answer may be waited for, so that the connection before it fits in as well."""
    return max(left - CONNECT_SECONDS, left / 2)


ReadRecord = Callable[[_Clients, float], Record]


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


def error_code(error: Exception) -> str:
    """AWS's code of an error, the class of any other. Errors in streams tell theirs in lower camel case."""
    code = str(error.response.get("Error", {}).get("Code") or "Unknown") if isinstance(error, ClientError) else ""
    return code[:1].upper() + code[1:] or type(error).__name__


def fails_over(error: Exception) -> bool:
    """Whether another target may answer where this error came."""
    if isinstance(error, ClientError):
        status = int(error.response.get("ResponseMetadata", {}).get("HTTPStatusCode") or 0)
        return error_code(error) in FAILOVER_CODES or status == 429 or status >= 500
    if isinstance(error, (HTTPClientError, BotoConnectionError, IncompleteReadError)):
        return True
    # botocore lets urllib3's own errors through while an event stream is read.
    return type(error).__module__.partition(".")[0] == "urllib3"


def is_gone(error: ClientError) -> bool:
    """Whether the target is not there (any more); AWS calls a deleted profile's ARN an invalid identifier, too."""
    code, message = error_code(error), str(error.response.get("Error", {}).get("Message", ""))
    return code == "ResourceNotFoundException" or (
        code == "ValidationException" and "model identifier is invalid" in message
    )


def _conversation(record: Record, target: Target, request: Mapping[str, Any]) -> dict[str, Any]:
    config = dict(request.get("inferenceConfig") or {})
    config.setdefault("maxTokens", record.max_tokens)
    # Some models refuse temperature beside topP (Claude 4.5 and later): the caller's word replaces the record's.
    config.setdefault("temperature", None if config.get("topP") is not None else record.temperature)
    config = {name: value for name, value in config.items() if value is not None}
    whole = {"guardrailConfig": _guardrail(target) or None, **request, "inferenceConfig": config or None}
    return {name: value for name, value in whole.items() if value is not None} | {"modelId": target.arn}


def _invoked(
    client: Any, target: Target, body: Mapping[str, Any] | str | bytes, kwargs: Mapping[str, Any]
) -> tuple[dict[str, Any], bytes]:
    """The response and its body, received to the end: a connection that breaks half-way is a failed call too."""
    content = json.dumps(body) if isinstance(body, Mapping) else body
    guardrail = {} if "guardrailIdentifier" in kwargs else _guardrail(target)
    request = {"contentType": "application/json", **guardrail, **kwargs}
    request = {name: value for name, value in request.items() if value is not None}
    response = client.invoke_model(**request, modelId=target.arn, body=content)
    return response, response["body"].read()


def _guardrail(target: Target) -> dict[str, str]:
    if not target.guardrail:
        return {}
    return {"guardrailIdentifier": target.guardrail["identifier"], "guardrailVersion": target.guardrail["version"]}


def _opened(stream: Any) -> tuple[Any, Iterator[Any]]:
    """The stream and its events, the first of which has come."""
    events = iter(stream)
    try:
        first = next(events, None)
        if first is None:
            raise IncompleteReadError(actual_bytes=0, expected_bytes=1)
    except Exception:
        stream.close()
        raise
    return stream, itertools.chain([first], events)


def embedding_body(
    base_model_id: str, texts: Sequence[str], dimensions: int | None, input_type: str = "search_document"
) -> dict[str, Any]:
    """The body of InvokeModel for texts: any number up to 96 for Cohere, one for Titan and Nova.

    EmbeddingError for another model or input type. ``dimensions`` None: as many as the model returns unasked.
    """
    if input_type not in INPUT_TYPES:
        raise EmbeddingError(f"input_type {input_type!r} is none of {', '.join(INPUT_TYPES)}")
    if "cohere.embed" in base_model_id:
        fixed = dimensions is None or "-v3" in base_model_id
        size: dict[str, Any] = {} if fixed else {"output_dimension": dimensions}
        return {"texts": list(texts), "input_type": input_type, **size}
    if "titan-embed-image" in base_model_id:
        size = {} if dimensions is None else {"embeddingConfig": {"outputEmbeddingLength": dimensions}}
        return {"inputText": texts[0], **size}
    if "titan-embed" in base_model_id:
        fixed = dimensions is None or "-v2" not in base_model_id  # the first version knows inputText only
        size = {} if fixed else {"dimensions": dimensions}
        return {"inputText": texts[0], **size}
    if "nova" in base_model_id and "embed" in base_model_id:
        text = {"truncationMode": "NONE", "value": texts[0]}  # a text that is too long is an error, not cut
        single = {"embeddingPurpose": INPUT_TYPES[input_type], "embeddingDimension": dimensions, "text": text}
        single = {name: value for name, value in single.items() if value is not None}
        task = {"schemaVersion": "nova-multimodal-embed-v1", "taskType": "SINGLE_EMBEDDING"}
        return task | {"singleEmbeddingParams": single}
    raise EmbeddingError(f"no request is known for embeddings of {base_model_id!r}: use invoke_model")


def embedding_vectors(
    answer: Mapping[str, Any], count: int, dimensions: int | None, origin: str = "the model"
) -> list[list[float]]:
    """The vectors in a body of Titan, Cohere or Nova; EmbeddingError where number or length is not the wanted one."""
    rows: Any = answer.get("embeddings", [answer.get("embedding")])
    rows = rows.get("float") if isinstance(rows, Mapping) else rows
    vectors: list[Any] = [row.get("embedding") if isinstance(row, Mapping) else row for row in rows or []]
    if len(vectors) != count or not all(isinstance(vector, list) for vector in vectors):
        raise EmbeddingError(f"{origin} answered with other than {count} vectors")
    wrong = sorted({len(vector) for vector in vectors} - {dimensions}) if dimensions else []
    if wrong:
        raise EmbeddingError(f"{origin} answered with vectors of {wrong[0]} dimensions, the record says {dimensions}")
    return vectors
