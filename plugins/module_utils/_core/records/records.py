# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records: what applications read about one entry, built from the plan, live profiles and published records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.arns import (
    APPLICATION_INFERENCE_PROFILE,
    BedrockArn,
    parse_arn,
    partition_of,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.ids import (
    EMBEDDING,
    TEXT,
    bare_model_id,
    model_family,
    provider,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.sampling import temperature_problem
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.ssm_parameters import STRING
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.values import (
    ADVANCED_BYTES,
    byte_size,
    value_text,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.report import UNKNOWN
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.hashes import HASH, hashed
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.model_members import (
    MODEL_SOURCE,
    model_members,
    present,
    source_id,
)

SCHEMA = 1
#: Actions of the bulk module after which nothing is left to point to.
_GONE = frozenset({"delete", "retire"})

#: Placeholders for profiles that check mode would create, with the length of real ones to predict sizes.
UNKNOWN_ID, _NO_ACCOUNT = "(unknown-id)", "(account-id)"

#: Request parameters in a record, by the kind of model.
_VALUES = {EMBEDDING: ("dimensions",), TEXT: ("max_tokens", "temperature")}

Record = dict[str, Any]


def records(
    plan: Mapping[str, Any],
    results: Mapping[str, Any] | Sequence[Mapping[str, Any]],
    published: Mapping[str, Any] | None,
    withheld: Iterable[str] = (),
    guardrails: Mapping[str, Mapping[str, Any]] | None = None,
) -> dict[str, Record]:
    """Key → record for every entry that has at least one target.

    ``results`` is what the bulk module returned (or its list of profiles alone). A region that is missing from it,
    because the region or a write there failed, keeps the target that was published last. Keys in ``withheld`` keep
    their published record unchanged, or stay without one. ``guardrails`` (region → identifier and version, with
    guardrail_profile where it has one, or a row of the guardrail module) are pinned in the targets of entries that
    require a guardrail; in a region without one, such an entry gets no new target.
    """
    result = results if isinstance(results, Mapping) else {"inference_profiles": results}
    rows = {
        (row["key"], row["region"]): row
        for row in result.get("inference_profiles") or []
        if row.get("inference_profile_arn") and row.get("action") not in _GONE
    }
    made = {
        key: _record(
            plan,
            key,
            _guarded(rows, entry, guardrails),
            result.get("superseded") or [],
            _earlier(published or {}, key, entry),
        )
        for key, entry in plan["entries"].items()
        if key not in withheld
    }
    made |= {key: dict(record) for key, record in (published or {}).items() if key in withheld}
    return {key: record for key, record in made.items() if record["targets"]}


def removed_keys(
    plan: Mapping[str, Any], published: Mapping[str, Any] | None, *, purge: bool, withheld: Iterable[str] = ()
) -> list[str]:
    """Keys whose records are deleted: disabled entries, former keys of moved entries, with ``purge`` all orphans.

    The former key of a ``withheld`` entry keeps its record, since the entry has no record yet.
    """
    moves = {key: entry["moved_from"] for key, entry in plan["entries"].items() if entry.get("moved_from")}
    known = set(published or {})
    gone = set(plan["removed"]) | set(moves.values()) | (known if purge else set())
    kept = set(plan["entries"]) | {old for key, old in moves.items() if key in withheld}
    return sorted((gone - kept) & known)


def surviving_records(published: Mapping[str, Any], arns: Iterable[str]) -> dict[str, Record]:
    """Published records, reduced to the profiles in ``arns``; records without targets are dropped."""
    live = set(arns)
    reduced = {
        key: {
            **record,
            "targets": [target for target in record["targets"] if target["arn"] in live],
            "previous": [arn for arn in record.get("previous") or [] if arn in live],
        }
        for key, record in published.items()
    }
    return {key: hashed(record) if HASH in record else record for key, record in reduced.items() if record["targets"]}


def record_regions(published: Iterable[Mapping[str, Any]]) -> list[str]:
    """Regions of the profiles that records name, those they replace included."""
    listed = list(published)
    targets = [target["region"] for record in listed for target in record["targets"]]
    previous = [parse_arn(arn) for record in listed for arn in record.get("previous") or []]
    return list(dict.fromkeys([*targets, *(arn.region for arn in previous if arn)]))


def _guarded(
    rows: Mapping[tuple[str, str], Mapping[str, Any]],
    entry: Mapping[str, Any],
    guardrails: Mapping[str, Mapping[str, Any]] | None,
) -> dict[tuple[str, str], Mapping[str, Any]]:
    """The rows with the guardrail of their region, for entries that request one if guardrails are managed."""
    if guardrails is None or not entry.get("guardrails"):
        return dict(rows)
    pins = {region: _pin(found) for region, found in guardrails.items()}
    return {place: {**row, "guardrail": pins[place[1]]} for place, row in rows.items() if place[1] in pins}


def _pin(found: Mapping[str, Any]) -> dict[str, Any]:
    """A guardrail as listed in a record; with its guardrail profile only if it has one."""
    pin = {"identifier": found.get("identifier") or found.get("guardrail_id"), "version": str(found["version"])}
    details = found.get("cross_region_details") or {}
    profile = found.get("guardrail_profile") or details.get("guardrail_profile_id")
    return pin | ({"guardrail_profile": str(profile).rpartition("/")[2]} if profile else {})


def _earlier(published: Mapping[str, Any], key: str, entry: Mapping[str, Any]) -> Mapping[str, Any]:
    """The record published last, under the entry's key or the one it has moved from."""
    found: Mapping[str, Any] = published.get(key) or published.get(entry.get("moved_from") or "") or {}
    return found


def _record(
    plan: Mapping[str, Any],
    key: str,
    rows: Mapping[tuple[str, str], Mapping[str, Any]],
    superseded: Iterable[Mapping[str, Any]],
    earlier: Mapping[str, Any],
) -> Record:
    entry = plan["entries"][key]
    live = [rows.get((target["inference_profile"], target["region"])) for target in entry["targets"]]
    base_model_id = next((row["base_model_id"] for row in live if row), None)
    base_model_id = base_model_id or earlier.get("base_model_id") or bare_model_id(entry["model"])
    record = {
        "schema": SCHEMA,
        "key": key,
        "workload": plan["workload"],
        "environment": plan["environment"],
        "use_case": entry["use_case"],
        "base_model_id": base_model_id,
        "provider": provider(base_model_id),
        "model_family": model_family(base_model_id),
        "kind": entry["kind"],
    }
    record |= present({name: entry.get(name) for name in _VALUES.get(entry["kind"], ())})
    if "temperature" in record and temperature_problem(base_model_id, record["temperature"]):
        del record["temperature"]  # the source did not show the model when the entry was checked
    record |= {"order": entry["order"]} if "order" in entry else {}
    places = zip(entry["targets"], live, strict=True)
    targets = [_target(row) if row else _kept(earlier, place["region"]) for place, row in places]
    record["targets"] = [present(target) for target in targets if target]
    record["previous"] = _previous(entry, live, superseded, earlier)
    return _fitting(record)


def _fitting(record: Record) -> Record:
    """With all that is known of the model, unless only without that the record fits into a parameter."""
    whole = record | model_members(record)
    if byte_size(value_text(whole, STRING) or "") <= ADVANCED_BYTES:
        return whole
    targets = [{name: value for name, value in target.items() if name != MODEL_SOURCE} for target in record["targets"]]
    return record | {"targets": targets}


def _target(row: Mapping[str, Any]) -> dict[str, Any]:
    arn, profile_id = row["inference_profile_arn"], row["inference_profile_id"]
    if arn == UNKNOWN:
        profile_id = UNKNOWN_ID
        arn = str(
            BedrockArn(
                partition_of(row["region"]), row["region"], _NO_ACCOUNT, APPLICATION_INFERENCE_PROFILE, UNKNOWN_ID
            )
        )
    return {
        "region": row["region"],
        "name": row["inference_profile_name"],
        "arn": arn,
        "profile_id": profile_id,
        "arn_prefix": arn.removesuffix(f"/{profile_id}"),
        "destinations": list(row["destinations"]),
        "metric_dimension": {"ModelId": profile_id},
        MODEL_SOURCE: source_id(row.get(MODEL_SOURCE)),
        "guardrail": row.get("guardrail"),
    }


def _kept(earlier: Mapping[str, Any], region: str) -> dict[str, Any] | None:
    return next((target for target in earlier.get("targets") or [] if target["region"] == region), None)


def _previous(
    entry: Mapping[str, Any],
    live: Sequence[Mapping[str, Any] | None],
    superseded: Iterable[Mapping[str, Any]],
    earlier: Mapping[str, Any],
) -> list[str]:
    """ARNs that still serve readers of the old record; for a failed region, those listed before."""
    keys = {target["inference_profile"] for target in entry["targets"]}
    found = {row["inference_profile_arn"] for row in superseded if row["key"] in keys}
    failed = {target["region"] for target, row in zip(entry["targets"], live, strict=True) if row is None}
    before = {arn for arn in earlier.get("previous") or [] if (parsed := parse_arn(arn)) and parsed.region in failed}
    return sorted(found | before)
