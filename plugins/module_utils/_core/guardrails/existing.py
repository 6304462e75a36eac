# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The user's own guardrails by region: their syntax, and whether the live account has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.casting import CastError, as_map, as_text
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.findings import WARNING, Finding
from ansible_collections.genai.bedrock.plugins.module_utils._core.leaves import Leaf, is_unset, read_leaves, sentence
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import InputProblem
from ansible_collections.genai.bedrock.plugins.module_utils._core.regions import Regions

DRAFT = "DRAFT"
#: Patterns of Bedrock's API model (botocore 1.44.5; a unit test compares).
IDENTIFIER = re.compile(r"[a-z0-9]+|arn:aws(-[^:]+)?:bedrock:(?P<region>[a-z0-9-]{1,20}):[0-9]{12}:guardrail/[a-z0-9]+")
VERSION = re.compile(r"[1-9][0-9]{0,7}|DRAFT")

Pins = dict[str, dict[str, str]]


def _identifier(value: str) -> str | None:
    rule = "the id of a guardrail (small letters and digits) or its ARN"
    return None if IDENTIFIER.fullmatch(value) else f"'{value}' is not {rule}"


def _version(value: str) -> str | None:
    return None if VERSION.fullmatch(value) else f"'{value}' is no version: a number from 1, or {DRAFT}"


_LEAVES = {
    "identifier": Leaf(as_text, sentence(_identifier)),
    "version": Leaf(as_text, sentence(_version)),
}
_MISSING = {
    "identifier": "name the guardrail, by its id or ARN",
    "version": f"name the number of a version ({DRAFT} changes under applications)",
}
_ALIASES = {"id": "identifier", "arn": "identifier", "guardrail_id": "identifier", "guardrail_arn": "identifier"}


def read_existing(
    value: object, needed: Sequence[str] = (), known: Regions | None = None
) -> tuple[Pins, list[InputProblem]]:
    """Region → identifier and version, of those without a problem, and the problems, each with its path.

    Where there are some, there must be one for each region that is ``needed``.
    """
    try:
        given = as_map({} if value is None else value)
    except CastError as error:
        return {}, [InputProblem("", str(error))]
    pins: Pins = {}
    problems: list[InputProblem] = []
    for region, pin in given.items():
        found, wrong = _read(region, pin, known or Regions())
        problems += [problem.below(f".{region}") for problem in wrong]
        pins |= {} if wrong else {region: found}
    text = "is missing, and an entry requires a guardrail there; add its identifier and version"
    ways = f"{text}, or set enable_guardrails: false for the entry"
    problems += [InputProblem(f".{region}", ways) for region in needed if given and region not in given]
    return pins, problems


def _read(region: str, pin: object, known: Regions) -> tuple[dict[str, str], list[InputProblem]]:
    if problem := known.problem(region):
        return {}, [InputProblem("", problem)]
    try:
        given = as_map({} if pin is None else pin)
    except CastError as error:
        return {}, [InputProblem("", f"{error}; write identifier and version of the guardrail")]
    found, wrong = read_leaves(given, _LEAVES, "", aliases=_ALIASES)
    missing = [leaf for leaf in _LEAVES if is_unset(given.get(leaf))]
    wrong += [InputProblem(f".{leaf}", f"is missing; {_MISSING[leaf]}") for leaf in missing]
    home = (IDENTIFIER.fullmatch(found.get("identifier", "")) or {"region": None})["region"]
    if home and home != region:
        text = f"is a guardrail of {home}, and guardrails are regional; name one of {region}"
        wrong.append(InputProblem(".identifier", text))
    return found, wrong


def judge_existing(guardrail: Mapping[str, Any], found: Mapping[str, Any]) -> dict[str, Any]:
    """Whether the guardrails for entries exist, according to ``guardrail_info`` of their regions.

    ``guardrails`` are those that are, by region, ``problems`` what is missing or may not be read, ``findings`` what may
    go wrong later, ``errors`` what failed its own region only.
    """
    existing = guardrail["existing"]
    errors = found.get("errors") or []
    stopping = [error for error in errors if _stops_everything(error)]
    unread = {error.get("region") for error in errors}
    rows = list(found.get("guardrails") or [])
    good: Pins = {}
    start = f"{guardrail['variable']}.existing"
    problems = [InputProblem(f"{start}.{error.get('region')}", error["message"]) for error in stopping]
    findings: list[Finding] = []
    for region in (region for region in guardrail["regions"] if region in existing and region not in unread):
        pin, path = existing[region], f"{start}.{region}"
        wrong = list(_wrong(pin, region, rows))
        problems += [problem.below(path) for problem in wrong]
        good |= {} if wrong else {region: dict(pin) | _profile(pin, rows, region)}
        if not wrong and pin["version"] == DRAFT:
            text = f"{path}: {DRAFT} changes under applications as soon as somebody edits the guardrail"
            way_out = "publish a version of it, and name its number"
            findings.append(Finding(WARNING, "guardrail_draft", text, way_out, "guardrail", region))
    return {
        "guardrails": good,
        "problems": problems,
        "findings": findings,
        "errors": [{**error, "key": "guardrail"} for error in errors if error not in stopping],
    }


def _stops_everything(error: Mapping[str, Any]) -> bool:
    return CallError("GetGuardrail", "", str(error.get("code")), "").stops_everything


def _wrong(pin: Mapping[str, str], region: str, rows: Iterable[Mapping[str, Any]]) -> Iterator[InputProblem]:
    name, version = pin["identifier"], pin["version"]
    row = _row(pin, rows, region)
    if row is None:
        yield InputProblem(".identifier", f"{region} has no guardrail {name}; correct it, or make the guardrail first")
        return
    # Only the owner of a shared guardrail may list its versions.
    versions = row.get("versions")
    if version != DRAFT and versions is not None and version not in versions:
        has = f"it has {', '.join(versions)}; name one of them" if versions else "it has none; publish one, and name it"
        yield InputProblem(".version", f"guardrail {name} has no version {version} in {region}; {has}")


def _row(pin: Mapping[str, str], rows: Iterable[Mapping[str, Any]], region: str) -> Mapping[str, Any] | None:
    here = (row for row in rows if row["region"] == region)
    return next((row for row in here if pin["identifier"] in (row["guardrail_id"], row["guardrail_arn"])), None)


def _profile(pin: Mapping[str, str], rows: Iterable[Mapping[str, Any]], region: str) -> dict[str, str]:
    """The guardrail profile of its draft: which one a numbered version has, is taken to be the same."""
    details = (_row(pin, rows, region) or {}).get("cross_region_details") or {}
    profile = details.get("guardrail_profile_id")
    return {"guardrail_profile": profile} if profile else {}
