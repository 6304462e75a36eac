# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Preflight, check by check: what one entry, one region or one failed call tells."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml
from ansible_collections.genai.bedrock.plugins.module_utils._core import findings as findings_file
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.lifecycle.lifecycle import (
    Lifecycle,
    Offered,
    offered_in,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.offered import Catalogue
from ansible_collections.genai.bedrock.plugins.module_utils._core.preflight.checks import (
    CHECKS,
    Parameters,
    Rules,
    entry_findings,
    resolve_all,
    through_profile,
    unchecked,
    unread_finding,
    unsimulated,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.inference_profiles import (
    Policy,
    WantedProfile,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.sources import Source
from ansible_collections.genai.bedrock.plugins.modules import inference_profiles_preflight as module
from ansible_collections.genai.bedrock.plugins.modules import workloads

from tests.unit.plugins.module_utils.fakes import SONNET, TITAN, fm, model, system

EAST = "us-east-1"
OPUS = "anthropic.claude-opus-4-8"
US, WORLD = system(f"us.{SONNET}"), system(f"global.{SONNET}")
CATALOGUE = Catalogue(
    EAST,
    {row.model_id: row for row in (model(TITAN), model(SONNET, on_demand=False), model(OPUS, on_demand=False))},
    {US.profile_id: US, WORLD.profile_id: WORLD},
)


def source_of(profile, model_id=SONNET):
    return Source(profile.arn, model_id, profile.model_arns)


def entry(**values):
    return WantedProfile(**{"key": "chat", "region": EAST, "name": "chat", "model_source": SONNET} | values)


def rules(checks=CHECKS, **values):
    return Rules(today=date(2026, 11, 22), checks=frozenset(checks), **values)


def allowed(*regions):
    return {"policy": Policy(allowed_regions=frozenset(regions))}


def sent(**values):
    return {"parameters": {"chat": Parameters(**values)}}


OFFERED = {SONNET: Offered(SONNET, Lifecycle("LEGACY")), TITAN: Offered(TITAN, Lifecycle("ACTIVE"))}
TITAN_SOURCE = Source(fm(TITAN), TITAN, (fm(TITAN),))
OPUS_SOURCE = source_of(system(f"us.{OPUS}"), OPUS)


@pytest.mark.parametrize(
    ("check", "source", "settings", "code", "said"),
    [
        (
            "destinations",
            source_of(US),
            allowed(EAST),
            "destination_not_allowed",
            f"us.{SONNET} may route to us-west-2",
        ),
        ("destinations", source_of(US), allowed(EAST, "us-west-2"), None, ""),
        ("destinations", source_of(US), {}, None, ""),
        ("destinations", source_of(WORLD), allowed(EAST), "destination_not_allowed", "may route to unspecified"),
        ("destinations", source_of(WORLD), allowed(EAST, "unspecified"), None, ""),
        ("destinations", source_of(WORLD), {}, "global_source", "any region of the world"),
        ("lifecycle", source_of(US), {}, "legacy_model", "is LEGACY"),
        ("lifecycle", TITAN_SOURCE, {}, None, ""),
        ("dimensions", TITAN_SOURCE, sent(dimensions=300), "dimensions_mismatch", "has no 300 dimensions"),
        ("dimensions", TITAN_SOURCE, sent(dimensions=512), None, ""),
        ("dimensions", TITAN_SOURCE, {}, None, ""),
        ("temperature", OPUS_SOURCE, sent(temperature=0.0), "temperature_refused", "takes no temperature"),
        ("temperature", OPUS_SOURCE, sent(temperature=1.0), None, ""),
        ("temperature", OPUS_SOURCE, {}, None, ""),
        ("tags", source_of(US), {"required_tags": ["CostCenter", "Team"]}, "required_tag_missing", "CostCenter, Team"),
        ("tags", None, {"required_tags": ["CostCenter"]}, "required_tag_missing", "tag is missing: CostCenter"),
        ("tags", source_of(US), {"required_tags": ["ManagedBy", "Owner", "CreatedDate"]}, None, ""),
    ],
)
def test_check(check, source, settings, code, said):
    wanted = entry(tags={"Owner": "ann"})
    found = list(entry_findings(wanted, source, {EAST: OFFERED}, rules([check], **settings)))
    assert [one.code for one in found] == ([code] if code else [])
    assert all(said in one.message and (one.key, one.region) == ("chat", EAST) for one in found)
    others = rules(set(CHECKS) - {check}, **settings)
    assert code not in [one.code for one in entry_findings(wanted, source, {EAST: OFFERED}, others)]


@pytest.mark.parametrize(
    ("text", "geography", "code", "way_out"),
    [
        ("anthropic.claude-sonet-4-6", None, "unknown_model", f"did you mean '{SONNET}'?"),
        ("nobody.knows", None, "unknown_model", "foundation_model_info lists what the region has"),
        (fm(SONNET), None, "profile_only_model", f"give 'global.{SONNET}' or 'us.{SONNET}', or the bare id"),
        (SONNET, "eu", "no_geography", "the region has"),
        (f"us.{SONNET}", "eu", "geography_mismatch", "change one of the two"),
        (fm(TITAN), "us", "geography_mismatch", "leave the geography out"),
        (OPUS, None, "unusable_model", "choose another model or region"),
        (fm(TITAN, "eu-west-1"), None, "source_of_other_region", f"give the bare id '{TITAN}'"),
        (US.arn.replace("123456789012", "999999999999"), None, "source_of_other_account", "leave the account out"),
        ("arn:aws:s3:::bucket", None, "invalid_source", "give such an ARN"),
    ],
)
def test_a_source_that_cannot_be_resolved(text, geography, code, way_out):
    sources, found = resolve_all([entry(model_source=text, geography=geography)], {EAST: CATALOGUE}, rules())
    assert sources == {}
    assert [(one.severity, one.code, one.key, one.region) for one in found] == [("error", code, "chat", EAST)]
    assert way_out in found[0].way_out


@pytest.mark.parametrize(
    ("profiles", "code"),
    [([US, system(f"apac.{SONNET}")], "several_geographies"), ([WORLD], "global_without_opt_in")],
)
def test_a_choice_that_nobody_made(profiles, code):
    offered = Catalogue(EAST, CATALOGUE.models, {one.profile_id: one for one in profiles})
    assert [one.code for one in resolve_all([entry()], {EAST: offered}, rules())[1]] == [code]


def test_where_a_model_is_that_its_region_lacks():
    elsewhere = {EAST: CATALOGUE, "eu-west-3": Catalogue("eu-west-3")}
    _sources, found = resolve_all([entry(region="eu-west-3")], elsewhere, rules())
    assert [(one.code, one.way_out) for one in found] == [
        ("model_not_in_region", "of the requested regions, it is in us-east-1")
    ]


ENDED = replace(model(OPUS, on_demand=False), lifecycle={"endOfLifeTime": "2026-10-14", "status": "LEGACY"})
LISTED_WITH_DATE = {EAST: CATALOGUE, "us-west-2": Catalogue("us-west-2", {OPUS: ENDED})}


@pytest.mark.parametrize(
    ("catalogues", "text", "checks", "code", "way_out"),
    [
        (LISTED_WITH_DATE, OPUS, CHECKS, "model_ended", f"change to {SONNET}"),
        (LISTED_WITH_DATE, f"us.{OPUS}", CHECKS, "model_ended", f"change to {SONNET}"),
        (LISTED_WITH_DATE, fm(OPUS), CHECKS, "model_ended", f"change to {SONNET}"),
        (LISTED_WITH_DATE, OPUS, ["quota"], "model_not_in_region", "us-west-2"),
        ({EAST: CATALOGUE}, OPUS, CHECKS, "model_not_listed", f"change to {SONNET}"),
    ],
    ids=["its id", "its profile", "its ARN", "lifecycles are not looked at", "nobody tells"],
)
def test_a_model_that_its_region_lists_no_more(catalogues, text, checks, code, way_out):
    newer = {SONNET: replace(model(SONNET), lifecycle={"status": "ACTIVE"})}
    east = {EAST: Catalogue(EAST, newer, {US.profile_id: US})}
    _sources, found = resolve_all([entry(model_source=text)], catalogues | east, rules(checks))
    assert [(one.code, one.key, one.region) for one in found] == [(code, "chat", EAST)]
    assert way_out in found[0].way_out


def test_a_region_whose_lists_are_not_known_is_not_judged():
    assert resolve_all([entry()], {}, rules()) == ({}, [])


def test_what_is_offered_can_be_used_on_demand_or_through_a_profile():
    usable = {model_id: row.usable for model_id, row in offered_in(CATALOGUE).items()}
    assert usable == {TITAN: True, SONNET: True, OPUS: False}


@pytest.mark.parametrize(("profiles", "worldwide"), [((US, WORLD), False), ((WORLD,), True), ((US,), False)])
def test_what_is_offered_only_worldwide(profiles, worldwide):
    catalogue = replace(CATALOGUE, profiles={profile.profile_id: profile for profile in profiles})
    assert {model_id: row.worldwide for model_id, row in offered_in(catalogue).items()} == {
        TITAN: False,
        SONNET: worldwide,
        OPUS: False,
    }


@pytest.mark.parametrize(("settings", "marked"), [(sent(temperature=0.2), True), (sent(), False), ({}, False)])
def test_what_follows_takes_the_temperature_that_is_sent(settings, marked):
    older = "anthropic.claude-opus-4-1-20250805-v1:0"
    offered = {older: Offered(older, Lifecycle("LEGACY")), OPUS: Offered(OPUS, Lifecycle("ACTIVE"))}
    source = source_of(system(f"us.{older}"), older)
    (found,) = entry_findings(entry(), source, {EAST: offered}, rules(["lifecycle"], **settings))
    assert found.way_out == f"change to {OPUS}{' (takes no temperature)' if marked else ''}"


@pytest.mark.parametrize(("source", "through"), [(TITAN_SOURCE, False), (source_of(US), True)])
def test_through_profile(source, through):
    assert through_profile(source) is through


def error(code, message="told so", operation="ListFoundationModels"):
    return CallError(operation, EAST, code, message, f"bedrock:{operation}")


DENIED, NOBODY = "AccessDeniedException", "UnrecognizedClientException"
SCP = "with an explicit deny in a service control policy"


@pytest.mark.parametrize(
    ("failure", "alone", "code", "way_out"),
    [
        (error(DENIED), True, "region_denied", "allow aws:RequestedRegion us-east-1"),
        (error(DENIED), False, "permission_missing", "the caller needs the IAM action bedrock:ListFoundationModels"),
        (error(DENIED, SCP), False, "region_denied", "allow aws:RequestedRegion us-east-1"),
        (error(NOBODY), True, "region_not_enabled", "enable the region for the account"),
        (error(NOBODY), False, "not_authenticated", "which credentials are used"),
        (error("EndpointConnectionError"), True, "region_not_read", "try again"),
        (error("NotTheService"), True, "region_not_read", "run again when the service itself answers"),
    ],
    ids=["denied alone", "denied everywhere", "denied by the organization", "region is off", "nobody", "down", "page"],
)
def test_a_region_that_does_not_report(failure, alone, code, way_out):
    finding = unread_finding(failure, alone=alone)
    assert (finding.severity, finding.code, finding.region) == ("error", code, EAST)
    assert way_out in finding.way_out
    assert "ListFoundationModels failed in us-east-1" in finding.message
    assert finding.operation == "ListFoundationModels"
    assert "operation" not in finding.as_dict()


@pytest.mark.parametrize(
    ("failure", "severity", "way_out"),
    [
        (error(DENIED), "info", "allow bedrock:ListFoundationModels to have it checked"),
        (error("ThrottlingException"), "warning", "try again"),
        (error("NotTheService"), "warning", "run again when the service itself answers"),
    ],
)
def test_what_could_not_be_checked(failure, severity, way_out):
    finding = unchecked(failure, "the subject")
    assert (finding.severity, finding.code, finding.way_out) == (severity, "not_checked", way_out)
    assert finding.message.startswith("the subject could not be checked")


@pytest.mark.parametrize(
    ("code", "severity", "said"),
    [
        ("AccessDenied", "info", "allow"),
        ("NoSuchEntity", "info", "deployer_arn"),
        ("Throttling", "warning", "try again"),
    ],
)
def test_why_permissions_could_not_be_checked(code, severity, said):
    finding = unsimulated(error(code, operation="SimulatePrincipalPolicy"), "arn:role")
    assert (finding.severity, finding.code, finding.key, finding.region) == (severity, "not_checked", None, None)
    assert said in finding.way_out


UTILS = Path(findings_file.__file__).parents[1]
#: Calls that make findings or problems, and where their code stands.
_FINDINGS = {"Finding": 1, "SourceError": 0, "_unknown": 0}
_PROBLEMS = {"Problem": 4, "_problem": 2, "_Conflict": 2}


def codes_in(folder, makers):
    """The codes that the files of a folder give, be it as a text or as a constant of the same file."""
    made = set()
    for path in sorted(folder.rglob("*.py")):
        tree = ast.parse(path.read_text())
        constants = {
            node.targets[0].id: node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and isinstance(node.value, ast.Constant)
        }
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
        for call in calls:
            place = makers.get(call.func.id, len(call.args))
            given = [*call.args[place : place + 1], *(one.value for one in call.keywords if one.arg == "code")]
            for code in given if call.func.id in makers else ():
                text = constants.get(code.id) if isinstance(code, ast.Name) else getattr(code, "value", None)
                made |= {text} if isinstance(text, str) else set()
    return made


def documented_codes(description):
    return set(re.findall(r"V\((\w+)\)", " ".join(description)))


MODULE_CODES = documented_codes(yaml.safe_load(module.RETURN)["findings"]["contains"]["code"]["description"])


def test_every_code_is_documented():
    # What is found of the guardrails that a user names, a role finds, not the module.
    made = codes_in(UTILS, _FINDINGS) - codes_in(UTILS / "_core/guardrails", _FINDINGS)
    assert made | {"not_checked"} == MODULE_CODES


def test_every_code_of_a_validation_is_documented():
    """Beside the module's: what roles find of guardrails, and what the plans of their modules refuse."""
    made = codes_in(UTILS / "_core/guardrails", _FINDINGS)
    for folder in ("guardrails", "parameters", "profiles"):
        made |= codes_in(UTILS / "_core" / folder, _PROBLEMS)
    reported = documented_codes(yaml.safe_load(workloads.RETURN)["report"]["contains"]["findings"]["description"])
    assert reported == made - MODULE_CODES
    assert {"guardrail_draft", "NotManaged", "NotOurs", "StillUsed"} <= reported
