# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Findings and advice of an account: what is wrong, what will be, and what could be better, the worst first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.findings import ERROR, INFO, SEVERITIES, WARNING

Row = Mapping[str, Any]
_LEGACY = "LEGACY"


def findings(account: Row, entries: Sequence[Row], models: Sequence[Row]) -> list[dict[str, Any]]:
    """Rows of ``severity``, ``about``, ``regions``, ``message`` and ``way_out``; each once, with all its regions."""
    found: dict[tuple[str, ...], dict[str, Any]] = {}
    for severity, about, region, message, way_out in _all(account, entries, models):
        row = found.setdefault(
            (severity, about, message, way_out),
            {"severity": severity, "about": about, "regions": [], "message": message, "way_out": way_out},
        )
        if region and region not in row["regions"]:
            row["regions"].append(region)
    return sorted(found.values(), key=lambda row: SEVERITIES.index(row["severity"]))


_Finding = tuple[str, str, str, str, str]


def _all(account: Row, entries: Sequence[Row], models: Sequence[Row]) -> Iterator[_Finding]:
    for source in ("planned", "published", "lifecycle", "usage"):
        result = account.get(source) or {}
        for problem in dict.fromkeys(map(str, result.get("problems") or ())):
            yield ERROR, "", "", problem, ""
        if not result or (result.get("failed") and not result.get("problems")):
            yield ERROR, "", "", str(result.get("msg") or f"{source}: nothing was read"), ""
    yield from _left(account.get("planned") or {})
    for model in models:
        yield from _of_model(model)
    yield from _of_usage((account.get("usage") or {}).get("usage") or {}, entries)
    facts = (account.get("lifecycle") or {}).get("model_facts") or {}
    if facts.get("old"):
        yield (
            INFO,
            "",
            "",
            f"Prices and advice are {facts['days']} days old ({facts['source']})",
            "renew the collection",
        )


def _left(planned: Row) -> Iterator[_Finding]:
    for name, result in (planned.get("workloads") or {}).items():
        for row in result.get("orphans") or ():
            about = f"{name}/{row.get('key') or ''}"
            yield WARNING, about, str(row.get("region") or ""), "No entry needs this profile", "remove it with purging"
        for row in result.get("superseded") or ():
            about = f"{name}/{row.get('key') or ''}"
            yield INFO, about, str(row.get("region") or ""), "A replaced profile still exists", "deploy once more"


def _of_model(model: Row) -> Iterator[_Finding]:
    about, message = ", ".join(model["entries"]), ""
    if model["due"] or model["status"] == _LEGACY:
        end = f", ends {model['end_of_life_time']}" if model["end_of_life_time"] else ""
        message = f"{model['model_id']} is {model['status']}{end}"
        for region in model["regions"]:
            yield (ERROR if model["due"] else WARNING), about, region, message, model["way_out"]
    elif model["advice"]:
        for region in model["regions"]:
            yield INFO, about, region, f"A better model than {model['model_id']} is offered", model["advice"]


def _of_usage(usage: Row, entries: Sequence[Row]) -> Iterator[_Finding]:
    for line in (usage.get("cost_allocation_tags") or {}).get("lines") or ():
        yield INFO, "", "", str(line), ""
    for model in usage.get("unpriced_models") or ():
        yield INFO, "", "", f"{model} has no price, so that costs are incomplete", "set bedrock_prices"
    for row in usage.get("inference_profiles") or ():
        if row.get("advised_cost") is not None and (row.get("cost") or 0) > row["advised_cost"]:
            saving = (
                f"{row['advised_model']}: ${row['advised_cost']:,.2f} instead of ${row['cost']:,.2f} by list prices"
            )
            yield (
                INFO,
                f"{row['workload']}/{row['key']}",
                row["region"],
                "The advised model would have cost less",
                saving,
            )
    for entry in entries:
        if entry["invocations"] == 0:
            about = f"{entry['workload']}/{entry['key']}"
            yield INFO, about, "", f"Not used from {usage['start'][:10]} to {usage['end'][:10]}", ""
