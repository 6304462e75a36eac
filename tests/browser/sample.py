# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reports of accounts that nobody has: as many profiles, and as hostile texts, as a test needs."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from ansible_collections.genai.bedrock.plugins.filter.environment_report import report_files

NOW = "2026-11-30T12:00:00Z"
MODELS = ("anthropic.claude-sonnet-5-5", "anthropic.claude-haiku-5-5", "amazon.titan-embed-text-v2:0")
HOSTILE = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    "\"'`${alert(3)}{{ 7 * 7 }}",
    "\u202egnp.exe\u2066\u2028\u2029",
    "&lt;b&gt;<!--<script>",
    "| --- | [x](javascript:alert(4)) **b** \\",
)
_DESTINATIONS = ["us-east-1", "us-east-2", "us-west-2", "ca-central-1"]


def account(name: str, entries: int, number: str = "123456789012", days: int = 30, text: str = "") -> dict[str, Any]:
    """The results of one account; with ``text``, it is in every field that somebody may write."""
    records = {}
    for place in range(entries):
        record = _record(place, number, text)
        records[f"{record['workload']}/{record['key']}"] = record
    profiles = [(record, target) for record in records.values() for target in record["targets"]]
    changes = [{"key": text, "region": text, "action": text, "reasons": [text]}] if text else []
    origins = [
        {**row, "workload": text, "kind": "inference_profile", "origin": "aws", "origin_reason": text}
        for row in changes
    ]
    return {
        "name": text or name,
        "planned": {
            "changed": bool(text),
            "summary": {},
            "problems": [],
            "workloads": {text: {"actions": changes}},
            "plan": {"changes": origins},
        },
        "published": {"records": records, "document": {"region": "us-east-1"}, "problems": [text] if text else []},
        "lifecycle": {"profiles": [_life(record, target, text) for record, target in profiles], "problems": []},
        "usage": {"usage": _usage(list(records.values()), days, text), "problems": []},
    }


def _usage(records: list[dict[str, Any]], days: int, text: str) -> dict[str, Any]:
    profiles = [(record, target) for record in records for target in record["targets"]]
    lines = [text] if text else []
    return {
        "start": "2026-11-01T00:00:00Z",
        "end": NOW,
        "period": "day",
        "periods": [str(date(2026, 11, 1) + timedelta(days=day)) for day in range(days)],
        "currency": "USD",
        "cost_is_estimate": True,
        "unpriced_models": lines,
        "totals": _figures(days, len(profiles)),
        "inference_profiles": [_used(record, target, days, text) for record, target in profiles],
        "workloads": [
            {"environment": "dev", "workload": workload} | _figures(days, 9)
            for workload in dict.fromkeys(record["workload"] for record in records)
        ],
        "entries": [
            {"environment": "dev", "workload": record["workload"], "key": record["key"]} | _figures(days, 2)
            for record in records
        ],
        "tags": {"CostCenter": [{"value": text or "ai-platform"} | _figures(days, 3)]},
        "cost_allocation_tags": {"statuses": {"CostCenter": "Inactive"}, "known": True, "lines": lines},
    }


def files(*accounts: dict[str, Any]) -> dict[str, Any]:
    return report_files(accounts, "dev", generated=NOW)


def _record(place: int, number: str, text: str) -> dict[str, Any]:
    targets = [
        {
            "region": region,
            "name": text or f"profile-{place}",
            "arn": text or f"arn:aws:bedrock:{region}:{number}:application-inference-profile/{place:04}{region[3]}",
            "destinations": _DESTINATIONS,
            "guardrail": {"identifier": text or "gr1", "version": text or "1"},
        }
        for region in ("us-east-1", "us-west-2")
    ]
    model = text or MODELS[place % len(MODELS)]
    workload = text.replace("/", "") or f"team-{place % 5}"
    return {"workload": workload, "key": f"{text}{place}" if text else f"entry_{place}", "use_case": text or "chat"} | {
        "base_model_id": model,
        "kind": "text",
        "targets": targets,
        "previous": [],
    }


def _used(record: dict[str, Any], target: dict[str, Any], days: int, text: str) -> dict[str, Any]:
    tags = {"CostCenter": text or "ai-platform", "ModelSource": "arn:aws:bedrock:us-east-1::foundation-model/x"}
    return {
        "workload": record["workload"],
        "key": record["key"],
        "region": target["region"],
        "inference_profile_arn": target["arn"],
        "tags": tags,
        "advised_model": None,
    } | _figures(days, 1)


def _figures(days: int, scale: int) -> dict[str, Any]:
    daily = [(day % 7 + 1) * 12 * scale for day in range(days)]
    counts = {"invocations": 1, "input_tokens": 900, "output_tokens": 250}
    series: dict[str, list[Any]] = {column: [one * times for one in daily] for column, times in counts.items()}
    series["cost"] = [round(one * 0.0065, 4) for one in daily]
    figures: dict[str, Any] = {column: sum(values) for column, values in series.items()}
    nothing = dict.fromkeys(
        ("cache_read_tokens", "cache_write_tokens", "throttles", "client_errors", "server_errors"), 0
    )
    return figures | nothing | {"latency_p90": 1834.5, "cost_is_complete": True, "advised_cost": None, "series": series}


def _life(record: dict[str, Any], target: dict[str, Any], text: str) -> dict[str, Any]:
    legacy = record["base_model_id"] == MODELS[1]
    return {
        "workload": record["workload"],
        "key": record["key"],
        "region": target["region"],
        "inference_profile_name": target["name"],
        "model_id": record["base_model_id"],
        "status": "LEGACY" if legacy else "ACTIVE",
        "legacy_time": "2026-09-01" if legacy else None,
        "public_extended_access_time": None,
        "end_of_life_time": "2027-03-01" if legacy else None,
        "days_left": 91 if legacy else None,
        "due": False,
        "successors": [MODELS[0]] if legacy else [],
        "way_out": text or (MODELS[0] if legacy else ""),
        "better_model": None,
        "advice": text,
    }
