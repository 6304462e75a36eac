# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which ARNs readers of Parameter Store are sent to, by any record, document or other text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

_ARN = re.compile(r"arn:[\w-]+:bedrock:[\w-]*:\d{12}:application-inference-profile/[A-Za-z0-9]+")


def named_arns(rows: Iterable[Mapping[str, Any]]) -> set[str]:
    """ARNs of application inference profiles in the values; a record's ``previous`` does not count.

    ``rows`` are those of ssm_parameter_info, with ``value`` and ``json``.
    """
    return {arn for row in rows for arn in _ARN.findall(_text(row))}


def _text(row: Mapping[str, Any]) -> str:
    record = row.get("json")
    if isinstance(record, Mapping) and isinstance(record.get("targets"), list):
        return str([target.get("arn") for target in record["targets"] if isinstance(target, Mapping)])
    return str(row.get("value") or "")
