# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records as a configuration of LiteLLM, for its proxy and for its Router.

Facts about LiteLLM are from its documentation ("Fallbacks", "AWS Bedrock") and were tested with 1.106.2.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.exports.records import exported_records
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.facts import model_facts
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.ids import EMBEDDING, OTHER
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.offered import geography_of
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.sampling import takes_defaults
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.records import Record

#: Amazon's embedding models that LiteLLM knows the requests of; it compares their whole ids.
_TITAN = frozenset(
    {
        "amazon.titan-embed-g1-text-02",
        "amazon.titan-embed-image-v1",
        "amazon.titan-embed-text-v1",
        "amazon.titan-embed-text-v2:0",
    }
)


def litellm_config(records: Mapping[str, Record], prefix: str = "") -> dict[str, Any]:
    """``config``, what LiteLLM reads, and ``left_out``: path → why LiteLLM cannot call that record.

    Each target is a separate model group, the first named ``<prefix><workload>/<key>``, others with
    ``@<region>`` behind it: LiteLLM spreads calls over the deployments of one group; only ``fallbacks`` keep an order.
    Where another target comes next, that one is the retry: to try the same again only keeps the caller waiting.
    """
    models: list[dict[str, Any]] = []
    fallbacks: list[dict[str, list[str]]] = []
    once: dict[str, dict[str, int]] = {}
    left_out: dict[str, str] = {}
    for path, record in exported_records(records).items():
        reason = _reason(record)
        if reason:
            left_out[path] = reason
            continue
        names = _names(f"{prefix}{path}", record)
        models += [_model(record, target, name) for target, name in zip(record["targets"], names, strict=True)]
        fallbacks += [{names[0]: names[1:]}] if len(names) > 1 else []
        once |= {name: {"DefaultRetries": 0} for name in names[:-1]}
    settings = {"fallbacks": fallbacks, "model_group_retry_policy": once}
    return {"config": {"model_list": models, "router_settings": settings}, "left_out": left_out}


def _reason(record: Record) -> str | None:
    model = record["base_model_id"]
    if record["kind"] == OTHER:
        return f"{model} makes neither text nor embeddings"
    if record["kind"] != EMBEDDING:
        return None
    known = model in _TITAN or model.startswith(("cohere.", "amazon.nova"))
    if not known:
        return f"LiteLLM does not support embeddings of {model}"
    if any(target.get("guardrail") for target in record["targets"]):
        return "LiteLLM sends no guardrail with embeddings"
    return None


def _names(first: str, record: Record) -> list[str]:
    return [first, *(f"{first}@{target['region']}" for target in record["targets"][1:])]


def _model(record: Record, target: Mapping[str, Any], name: str) -> dict[str, Any]:
    called = _embedding(record, target) if record["kind"] == EMBEDDING else _chat(record, target)
    dropped = _dropped(record)
    return {
        "model_name": name,
        "litellm_params": called
        | {"aws_region_name": target["region"]}
        | ({"additional_drop_params": dropped} if dropped else {}),
        "model_info": _info(record, target),
    }


def _dropped(record: Record) -> list[str]:
    """Parameters of clients with which the model, or LiteLLM itself, would refuse a call.

    Of parameters that exclude each other the first stays, so that clients that always send both get an answer.
    """
    if record["kind"] == EMBEDDING:
        return ["encoding_format"] if record["base_model_id"].startswith("amazon.nova") else []
    excluded = [name for group in record.get("exclusive_parameters", ()) for name in group[1:]]
    return list(dict.fromkeys([*record.get("refused_parameters", ()), *excluded]))


def _chat(record: Record, target: Mapping[str, Any]) -> dict[str, Any]:
    # Only this route takes an ARN that names no model.
    params: dict[str, Any] = {"model": f"bedrock/converse/{target['arn']}"}
    # LiteLLM sends them in addition to the client's parameters; omit them if the model would reject that.
    proposed = ("max_tokens", "temperature") if takes_defaults(record["base_model_id"]) else ()
    params |= {name: record[name] for name in proposed if record.get(name) is not None}
    guardrail = target.get("guardrail")
    if guardrail:
        params["guardrailConfig"] = {
            "guardrailIdentifier": guardrail["identifier"],
            "guardrailVersion": str(guardrail["version"]),
        }
    return params


def _embedding(record: Record, target: Mapping[str, Any]) -> dict[str, Any]:
    """LiteLLM derives the request from ``model`` and sends it to ``model_id``."""
    model, dimensions = record["base_model_id"], record.get("dimensions")
    params = {"model": f"bedrock/{model}", "model_id": target["arn"]}
    # Models of one length refuse any request for one; of an unknown model, the entry is right.
    requested = dimensions is not None and record.get("request") != {}
    return params | ({"dimensions": dimensions} if requested else {})


def _info(record: Record, target: Mapping[str, Any]) -> dict[str, str]:
    if record["kind"] == EMBEDDING:
        # ``model`` names it already, and with base_model beside model_id LiteLLM does not load.
        return {"mode": "embedding"}
    return {"base_model": _priced(record, target), "mode": "chat"}


def _priced(record: Record, target: Mapping[str, Any]) -> str:
    """The id by which LiteLLM's table has the price: that of a geography, which may differ, where there is one."""
    source, facts = target.get("model_source", ""), model_facts(record["base_model_id"])
    listed = facts is not None and geography_of(source) in facts.geographies
    return source if listed else str(record["base_model_id"])
