# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What came of calling published targets, a line each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.tables import table
from ansible_collections.genai.bedrock.plugins.module_utils._core.verification.verification import NOT_CALLED, OK


def target_lines(targets: Sequence[Mapping[str, Any]]) -> list[str]:
    """Key, region, model, verdict, latency and detail of each row of the verify module, and how many answered."""
    answered = sum(row["verdict"] == OK for row in targets)
    spared = sum(row["verdict"] == NOT_CALLED for row in targets)
    rows = [
        (row["key"], row["region"], row["base_model_id"], row["verdict"], f"{row['latency_ms']:5} ms", _detail(row))
        for row in targets
    ]
    end = f", {spared} not called" if spared else ""
    return [*table(rows), f"{answered} of {len(targets) - spared} targets answered{end}"]


def _detail(row: Mapping[str, Any]) -> str:
    if row["verdict"] == NOT_CALLED:
        return "no request to try it with"
    if row["verdict"] != OK:
        return str(row.get("code") or "")
    if row.get("guardrail"):
        return "guardrail intervenes"
    return f"{row['dimensions']} dimensions" if row.get("dimensions") else ""
