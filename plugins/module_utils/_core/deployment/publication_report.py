# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The summary of publishing records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.paths import path_below
from ansible_collections.genai.bedrock.plugins.module_utils._core.summary import DONE, PLANNED, counted, headline
from ansible_collections.genai.bedrock.plugins.module_utils._core.tables import table


def publication_lines(rows: Sequence[Mapping[str, Any]], environment: str, prefix: str, *, planned: bool) -> list[str]:
    """A headline, and a line for each parameter (``name``, ``region``, ``action``) that changes or would change."""
    words = PLANNED if planned else DONE
    lines = [headline(environment, counted([row["action"] for row in rows], words) or "nothing to do", planned=planned)]
    changing = [row for row in rows if row["action"] != "none"]
    reported = [(f"  {row['region']}", words[row["action"]], _shown(row["name"], prefix)) for row in changing]
    return [*lines, "", f"{prefix}:", *table(reported)] if reported else lines


def _shown(name: str, prefix: str) -> str:
    """A record by its path; the document has the name of the prefix itself."""
    return name.removeprefix(path_below(prefix, "")) if name != prefix else "the document"
