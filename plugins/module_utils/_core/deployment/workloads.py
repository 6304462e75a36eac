# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Workloads as declared by a play: read, planned and checked before any call to AWS."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.casting import CastError, as_map
from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.options import (
    OPTIONS,
    SKIP,
    Options,
    read_options,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.publication import Publication
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.guarded import guarded_plan
from ansible_collections.genai.bedrock.plugins.module_utils._core.ignore_options import as_ignored
from ansible_collections.genai.bedrock.plugins.module_utils._core.ignored_tags import IgnoredTags
from ansible_collections.genai.bedrock.plugins.module_utils._core.lease import lock_problems
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import InputProblem, subject
from ansible_collections.genai.bedrock.plugins.module_utils._core.regions import Regions
from ansible_collections.genai.bedrock.plugins.module_utils._core.suggestions import did_you_mean
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import ENVIRONMENT, WORKLOAD
from ansible_collections.genai.bedrock.plugins.module_utils._core.verification.verification import GUARDRAIL_PHRASE
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.entries import (
    INFERENCE_PROFILES,
    WORKLOAD_KINDS,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.leaf_codes import MODEL, leaf_of
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.settings import SETTINGS, variable_of
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.workloads import workload_plan

#: Settings that identify the resources and their place.
_IDENTIFYING = ("environment", "workload", "regions", "ssm_prefix", "ssm_regions")
_OTHERS = ("kind", "entries", "guardrail")
#: The plan of a workload of which nothing is wanted.
_NOTHING: Mapping[str, Any] = {
    "inference_profiles": {},
    "paths": {},
    "parameters": {},
    "entries": {},
    "removed": [],
    "errors": [],
}


@dataclass(frozen=True, slots=True)
class Workload:
    """One declared workload: its plan (the desired state) and its options (how to deploy it)."""

    name: str
    kind: str
    plan: Mapping[str, Any]
    options: Options
    #: Why it cannot be deployed.
    problems: tuple[InputProblem, ...] = ()
    #: Those that leave open whose resources are meant.
    unidentified: tuple[InputProblem, ...] = ()
    #: Whether nothing is wanted of it.
    absent: bool = False

    @property
    def environment(self) -> str:
        return str(self.plan["environment"])

    @property
    def owner(self) -> dict[str, str]:
        """The tags that say whose a profile or guardrail is."""
        return {ENVIRONMENT: self.environment, WORKLOAD: self.name}

    @property
    def ignore_tags(self) -> IgnoredTags:
        """Tags of others on its profiles, guardrail and records."""
        return as_ignored(self.plan.get("ignore_tags"))

    @property
    def guardrail(self) -> Mapping[str, Any] | None:
        found: Mapping[str, Any] | None = self.plan.get("guardrail")
        return found

    def path_of(self, key: str | None, code: str) -> str:
        """What a user has to change for a profile's key: a variable and its leaf, or the key if there is none.

        ``code`` is that of what is wrong with it.
        """
        paths = self.plan.get("paths", {}).get(key)
        # An option of the module is no variable, and no variable mends what AWS answers.
        if not key or not paths or paths["entry"].startswith("workloads.") or not code.islower():
            return subject(self.name, key)
        leaf = leaf_of(code)
        return str(paths["model"]) if leaf == MODEL else f"{paths['entry']}{leaf and '.'}{leaf}"

    @property
    def prefix(self) -> str:
        return str(self.plan["ssm_prefix"]).rstrip("/")

    @property
    def ssm_regions(self) -> list[str]:
        return list(self.plan["ssm_regions"])

    @property
    def regions(self) -> list[str]:
        """Every region that its entries or settings name, the primary first, those it has left last."""
        return list(dict.fromkeys([*self.plan["regions"], *self.plan["all_regions"], *self.plan["former_regions"]]))


def read_workloads(
    declared: Mapping[str, Any], defaults: Mapping[str, Any], known: Regions | None = None
) -> tuple[list[Workload], list[str]]:
    """Every workload, planned, and what is wrong with the shape of the map itself.

    ``defaults`` are settings and options of all; a workload's own take precedence. Errors of one workload are in its
    ``problems``. ``known`` are AWS's regions; without them every text that is formed like a region is taken for one.
    """
    read: list[Workload] = []
    wrong: list[str] = []
    for name, value in declared.items():
        try:
            given = {**_set(defaults), **_set(as_map(value))}
        except CastError as error:
            wrong.append(f"workloads.{name}: {error}")
            continue
        unknown = [key for key in given if key not in SETTINGS and key not in OPTIONS and key not in _OTHERS]
        words = [*SETTINGS, *OPTIONS, *_OTHERS]
        wrong += [f"workloads.{name}.{key}: is unknown; {did_you_mean(key, words)}" for key in unknown]
        if given.get("kind", INFERENCE_PROFILES) not in WORKLOAD_KINDS:
            hint = did_you_mean(str(given["kind"]), WORKLOAD_KINDS)
            wrong.append(f"workloads.{name}.kind: '{given['kind']}' is unknown; {hint}")
        else:
            read.append(_read(str(name), given, known))
    return read, wrong


def absent(workload: Workload) -> Workload:
    """The same workload with an empty desired state: everything of ours is deleted, without a wait."""
    guardrail = workload.guardrail and {**workload.guardrail, "regions": [], "existing": {}}
    options = replace(
        workload.options, purge=True, purge_all=True, grace_seconds=0, verify=False, adopt=False, preflight=SKIP
    )
    plan = {**workload.plan, **_NOTHING, "guardrail": guardrail}
    return replace(workload, plan=plan, options=options, problems=workload.unidentified, absent=True)


def undeclared_workload(like: Workload, name: str, regions: list[str]) -> Workload:
    """An undeclared workload, known from tags or records, at the place of another one; its desired state is empty."""
    plan = {**like.plan, "workload": name, "guardrail": None, "regions": [], "all_regions": regions}
    return absent(replace(like, name=name, kind=INFERENCE_PROFILES, plan=plan))


def published(name: str, place: Publication) -> Workload:
    """A workload of which nothing but its records is written."""
    plan = {
        "workload": name,
        "environment": place.environment,
        "ssm_prefix": place.prefix,
        "ssm_regions": place.regions,
        "ignore_tags": place.ignore_tags,
        **{regions: [] for regions in ("regions", "all_regions", "former_regions")},
        **_NOTHING,
    }
    return Workload(name, INFERENCE_PROFILES, plan, Options(adopt=place.adopt, document=place.document))


def _read(name: str, given: Mapping[str, Any], known: Regions | None) -> Workload:
    kind = str(given.get("kind", INFERENCE_PROFILES))
    settings = {key: value for key, value in given.items() if key in SETTINGS} | {"workload": name}
    entries_variable = str(given.get("entries_variable") or f"workloads.{name}.entries")
    plan = workload_plan(given.get("entries") or {}, kind, {**settings, "entries_variable": entries_variable}, known)
    plan = guarded_plan(plan, _guardrail(given), known)
    variables = given.get("variables") or {}
    options, problems = read_options({key: given[key] for key in OPTIONS if key in given}, entries_variable, variables)
    problems = [*plan["errors"], *lock_problems(plan["environment"], plan["ssm_prefix"]), *problems]
    identifying = {variable_of(setting, entries_variable, variables) for setting in _IDENTIFYING}
    unidentified = tuple(one for one in problems if one.path in identifying)
    return Workload(name, kind, plan, options, tuple(problems), unidentified)


def _guardrail(given: Mapping[str, Any]) -> dict[str, Any] | None:
    """The guardrail as it is declared, with a phrase that it always blocks."""
    declared = given.get("guardrail")
    if not isinstance(declared, Mapping):
        return None
    variable = given.get("entries_variable", "entries").removesuffix("entries") + "guardrail"
    return {"variable": variable, **declared, "phrase": declared.get("phrase") or GUARDRAIL_PHRASE}


def _set(values: Mapping[str, Any]) -> dict[str, Any]:
    return {str(key): value for key, value in values.items() if value is not None}
