# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
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
import io
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Unpack

from ansible_collections.genai.bedrock.plugins.module_utils._router.answers import _conversed, _opened, _value_of
from ansible_collections.genai.bedrock.plugins.module_utils._router.circuit import _Circuit
from ansible_collections.genai.bedrock.plugins.module_utils._router.clients import _client_factory, _Clients
from ansible_collections.genai.bedrock.plugins.module_utils._router.embeddings import _EmbeddingOptions
from ansible_collections.genai.bedrock.plugins.module_utils._router.errors import RecordError
from ansible_collections.genai.bedrock.plugins.module_utils._router.records import Record, Target
from ansible_collections.genai.bedrock.plugins.module_utils._router.requests import _Conversation, _Invocation
from ansible_collections.genai.bedrock.plugins.module_utils._router.results import Result, StreamResult
from ansible_collections.genai.bedrock.plugins.module_utils._router.run import _Run
from ansible_collections.genai.bedrock.plugins.module_utils._router.settings import Settings
from ansible_collections.genai.bedrock.plugins.module_utils._router.source import _SSM_SECONDS, ReadRecord, _Source
from ansible_collections.genai.bedrock.plugins.module_utils._router.texts import _checked_texts, _Embedding

with contextlib.suppress(ImportError):  # the file can be imported, though not used, without boto3
    from botocore.response import StreamingBody


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
