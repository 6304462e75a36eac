# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The texts of an embedding, in calls of the size that the model accepts."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._router.embeddings import (
    _EmbeddingOptions,
    embedding_body,
    embedding_vectors,
)
from ansible_collections.genai.bedrock.plugins.module_utils._router.errors import EmbeddingError
from ansible_collections.genai.bedrock.plugins.module_utils._router.json_values import _json_object
from ansible_collections.genai.bedrock.plugins.module_utils._router.records import Record, Target
from ansible_collections.genai.bedrock.plugins.module_utils._router.requests import _Invocation

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
