# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keep prompts out of what a task returns, and the answer whole."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

HIDDEN = "(not shown)"
#: Shorter texts ("yes", "user") reveal no prompt and occur in many answers.
_SHORTEST = 12


def texts_in(value: Any) -> Iterator[str]:
    """Every text and number in nested data, as Ansible collects those of a no_log option."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from texts_in(list(value.values()))
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from texts_in(item)
    elif value is not None and not isinstance(value, bool):
        yield str(value)


def quoted_forms(secrets: Iterable[str]) -> Iterator[str]:
    """Texts as an error message may quote them: whole, with escapes of JSON or Python, a single line of them."""
    for secret in secrets:
        yield secret
        yield json.dumps(secret)[1:-1]
        yield json.dumps(secret, ensure_ascii=False)[1:-1]
        yield repr(secret)[1:-1]
        yield from (line.strip() for line in secret.splitlines())


def redacted(value: Any, secrets: Iterable[str]) -> Any:
    """The value with each secret in its texts replaced; numbers and the keys of mappings stay."""
    reported = sorted({secret for secret in secrets if len(secret) >= _SHORTEST}, key=len, reverse=True)
    return _redacted(value, reported)


def _redacted(value: Any, secrets: list[str]) -> Any:
    if isinstance(value, str):
        for secret in secrets:
            value = value.replace(secret, HIDDEN)
        return value
    if isinstance(value, Mapping):
        return {key: _redacted(item, secrets) for key, item in value.items()}
    return [_redacted(item, secrets) for item in value] if isinstance(value, list) else value
