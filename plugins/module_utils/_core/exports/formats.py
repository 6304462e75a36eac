# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The formats of an export, and which of them are written by default."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ansible_collections.genai.bedrock.plugins.module_utils._core.exports.clients import CLIENTS
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import Problem, ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.records import Record

LITELLM, CLAUDE_CODE, DOTENV, SCHEMA, EVERYTHING = "litellm", "claude_code", "dotenv", "schema", "clients"
FORMATS = (LITELLM, CLAUDE_CODE, DOTENV, SCHEMA, *CLIENTS, EVERYTHING)
#: Formats of programs, as against those of clients that have a configuration of their own.
_ALWAYS = (LITELLM, DOTENV, SCHEMA)
_CLAUDE = "claude"


def default_formats(records: Mapping[str, Record]) -> list[str]:
    """What any program can read, and Claude Code if it can call one of the records."""
    families = {record.get("model_family") for record in records.values()}
    return [*_ALWAYS, *([CLAUDE_CODE] if _CLAUDE in families else [])]


def chosen_formats(
    given: str | Sequence[str] | None, records: Mapping[str, Record], name: str = "formats"
) -> list[str]:
    """The formats of a list, or of a text with commas as the command line has it; the defaults if it is empty.

    Raises with all that are unknown, under the ``name`` of the variable that they come from.
    """
    listed = [one.strip() for one in given.split(",")] if isinstance(given, str) else list(given or ())
    formats = [one for one in listed if one] or default_formats(records)
    if unknown := [one for one in formats if one not in FORMATS]:
        raise ProblemError([Problem(f"takes {', '.join(FORMATS)}, not {', '.join(map(str, unknown))}", name)])
    return formats
