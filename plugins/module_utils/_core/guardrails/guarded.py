# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What guardrails mean for the plan of a workload: where it needs one, and which profiles wait for theirs."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.role_options import Request, role_guardrail
from ansible_collections.genai.bedrock.plugins.module_utils._core.regions import Regions


def guarded_plan(
    plan: Mapping[str, Any], request: Mapping[str, Any] | None, known: Regions | None = None
) -> dict[str, Any]:
    """The plan with its ``guardrail``, None where the role makes none, and with what is wrong with that in ``errors``.

    ``request`` holds ``variable``, ``given``, ``catalogue``, ``tags`` and ``phrase``. Beside ``options``, ``tags`` and
    ``existing`` the guardrail has its ``name``, its ``variable`` and ``regions``, those in which an entry requests one.
    """
    if request is None:
        return {**plan, "guardrail": None}
    requested = Request(
        variable=request["variable"],
        name=f"{plan['workload']}-{plan['environment']}",
        given=request.get("given"),
        catalogue=request.get("catalogue") or {},
        tags=request.get("tags"),
        phrase=request.get("phrase") or "",
        regions=_regions(plan),
        known=(known or Regions()).trusting(plan.get("allowed_regions") or ()),
    )
    made = role_guardrail(requested)
    errors = [*plan.get("errors", ()), *made.pop("errors")]
    made |= {"name": requested.name, "variable": requested.variable, "regions": list(requested.regions)}
    return {**plan, "errors": errors, "guardrail": made}


def guarded_profiles(plan: Mapping[str, Any], guardrails: Collection[str]) -> dict[str, Any]:
    """The profiles of the plan without the regions that lack the guardrail of their entry.

    Their tag GuardrailsEnabled would be wrong there: they stay unchanged until the guardrail exists.
    """
    guarded = {
        target["inference_profile"]
        for entry in plan["entries"].values()
        if entry.get("guardrails")
        for target in entry["targets"]
    }
    profiles = {
        key: {
            **profile,
            "regions": [region for region in profile["regions"] if key not in guarded or region in guardrails],
        }
        for key, profile in plan["inference_profiles"].items()
    }
    return {key: profile for key, profile in profiles.items() if profile["regions"]}


def _regions(plan: Mapping[str, Any]) -> list[str]:
    entries = (entry for entry in plan["entries"].values() if entry.get("guardrails"))
    return list(dict.fromkeys(target["region"] for entry in entries for target in entry["targets"]))
