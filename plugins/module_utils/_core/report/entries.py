# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The entries of an account as a page lists them: records, joined with prices, usage and tags."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.arns import parse_arn
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.offered import geography_of
from ansible_collections.genai.bedrock.plugins.module_utils._core.usage.prices import Prices

Row = Mapping[str, Any]
PRIMARY, FAILOVER = "primary", "failover"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known beside the records: rows of usage by ARN, the periods of their series, and prices."""

    prefix: str = ""
    ssm_region: str = ""
    periods: Sequence[str] = ()
    used: Mapping[str, Row] = field(default_factory=dict)
    cost_tags: Sequence[str] = ()
    prices: Prices = field(default_factory=Prices)


def entry_rows(records: Mapping[str, Row], around: Surroundings) -> list[dict[str, Any]]:
    """A row for each record, by workload and key."""
    return [_entry(path, records[path], around) for path in sorted(records)]


def _entry(path: str, record: Row, around: Surroundings) -> dict[str, Any]:
    workload, _slash, key = path.partition("/")
    targets = [_target(place, target, around) for place, target in enumerate(record["targets"])]
    model, geography = record.get("base_model_id") or "", next((one["geography"] for one in targets), None)
    price = around.prices.of(model, geography)
    used = [one["last_used"] for one in targets if one["last_used"]]
    counted = [one["invocations"] for one in targets if one["invocations"] is not None]
    return {
        "workload": workload,
        "key": key,
        "use_case": record.get("use_case") or "",
        "kind": record.get("kind") or "",
        "model_id": model,
        "price": asdict(price) if price else None,
        "ssm_path": f"{around.prefix}/{path}",
        "ssm_region": around.ssm_region,
        "cost_tags": _cost_tags(record, around),
        "targets": targets,
        "replaced": list(record.get("previous") or ()),
        "last_used": max(used, default=None),
        "invocations": sum(counted) if counted else None,
        "processed_in": sorted({region for one in targets for region in one["destinations"]}),
    }


def _target(place: int, target: Row, around: Surroundings) -> dict[str, Any]:
    used = around.used.get(target["arn"])
    source = parse_arn(str((used or {}).get("tags", {}).get("ModelSource", "")))
    guardrail = target.get("guardrail") or None
    return {
        "role": FAILOVER if place else PRIMARY,
        "region": target["region"],
        "name": target["name"],
        "arn": target["arn"],
        "geography": geography_of(source.id) if source else None,
        "guardrail": {name: guardrail[name] for name in ("identifier", "version")} if guardrail else None,
        "destinations": sorted(target.get("destinations") or ()),
        "last_used": _last(used, around.periods) if used else None,
        "invocations": used["invocations"] if used else None,
    }


def _last(used: Row, periods: Sequence[str]) -> str | None:
    """The last period with an invocation."""
    counts = used.get("series", {}).get("invocations", ())
    return next((period for period, count in reversed(list(zip(periods, counts, strict=False))) if count), None)


def _cost_tags(record: Row, around: Surroundings) -> dict[str, str]:
    tags = [around.used.get(target["arn"], {}).get("tags", {}) for target in record["targets"]]
    found = {key: dict.fromkeys(str(one[key]) for one in tags if key in one) for key in around.cost_tags}
    return {key: ", ".join(values) for key, values in found.items() if values}
