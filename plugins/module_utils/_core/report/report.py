# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The report of an environment: all that its page, its JSON and its Markdown show, out of what modules returned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.arns import parse_arn
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.rules import prefix_of
from ansible_collections.genai.bedrock.plugins.module_utils._core.report.advice import findings
from ansible_collections.genai.bedrock.plugins.module_utils._core.report.differences import differences
from ansible_collections.genai.bedrock.plugins.module_utils._core.report.entries import Surroundings, entry_rows
from ansible_collections.genai.bedrock.plugins.module_utils._core.report.geography import locations
from ansible_collections.genai.bedrock.plugins.module_utils._core.report.models import model_rows
from ansible_collections.genai.bedrock.plugins.module_utils._core.usage.prices import Prices

SCHEMA = 1
Row = Mapping[str, Any]
#: Of usage by period, what a page draws.
_SERIES = ("invocations", "input_tokens", "output_tokens", "cost")
_TABLES = ("workloads", "entries")
_HEAD = ("start", "end", "period", "periods", "currency", "cost_is_estimate", "unpriced_models")


def environment_report(
    accounts: Sequence[Row], *, environment: str, generated: str, descriptions: Mapping[str, str], prices: Prices
) -> dict[str, Any]:
    """``accounts``: ``name``, ``ssm_prefix``, and the results ``planned``, ``published``, ``lifecycle`` and ``usage``
    of workloads in check mode, records_info, lifecycle_info and inference_profile_usage_info.

    ``generated`` is a time in UTC. meta/report.schema.json describes the result.
    """
    rows = [_account(account, environment, prices) for account in accounts]
    entries = [entry for row in rows for entry in row["entries"]]
    regions = [region for entry in entries for region in entry["processed_in"]]
    regions += [target["region"] for entry in entries for target in entry["targets"]]
    return {
        "schema": SCHEMA,
        "environment": environment,
        "generated": generated,
        "regions": locations(regions, descriptions),
        "accounts": rows,
    }


def _account(account: Row, environment: str, prices: Prices) -> dict[str, Any]:
    results = {name: account.get(name) or {} for name in ("planned", "published", "lifecycle", "usage")}
    usage = results["usage"].get("usage") or {}
    profiles = usage.get("inference_profiles") or ()
    tags = dict.fromkeys([*usage.get("tags", {}), *((usage.get("cost_allocation_tags") or {}).get("statuses") or {})])
    around = Surroundings(
        prefix=prefix_of(environment, account.get("ssm_prefix") or ""),
        ssm_region=(results["published"].get("document") or {}).get("region") or "",
        periods=usage.get("periods") or (),
        used={row["inference_profile_arn"]: row for row in profiles},
        cost_tags=tuple(tags),
        prices=prices,
    )
    entries = entry_rows(results["published"].get("records") or {}, around)
    models = model_rows(results["lifecycle"].get("profiles") or ())
    return {
        "name": str(account["name"]),
        "account_id": _account_id(entries),
        "sync": differences(results["planned"]),
        "entries": entries,
        "usage": _usage(usage) if usage else None,
        "models": models,
        "findings": findings(account, entries, models),
    }


def _account_id(entries: Sequence[Row]) -> str:
    arns = (parse_arn(target["arn"]) for entry in entries for target in entry["targets"])
    return next((arn.account for arn in arns if arn), "")


def _usage(usage: Row) -> dict[str, Any]:
    rows = {name: [_figures(row) for row in usage.get(name) or ()] for name in _TABLES}
    tags = {tag: [_figures(row) for row in values] for tag, values in (usage.get("tags") or {}).items()}
    statuses = (usage.get("cost_allocation_tags") or {}).get("statuses") or {}
    head = {name: usage.get(name) for name in _HEAD}
    return {**head, "totals": _figures(usage["totals"]), **rows, "tags": tags, "cost_allocation_tags": dict(statuses)}


def _figures(row: Row) -> dict[str, Any]:
    series = row.get("series") or {}
    return {**row, "series": {name: series[name] for name in _SERIES if name in series}}
