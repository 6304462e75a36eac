# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Preflight over regions: what is asked, how often, and that a failed call is a finding and nothing worse."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.preflight.checks import CHECKS, Rules
from ansible_collections.genai.bedrock.plugins.module_utils._core.preflight.permissions import Scope, Verdict
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.inference_profiles import WantedProfile
from ansible_collections.genai.bedrock.plugins.module_utils._engine.preflight import Request, preflight

from tests.unit.plugins.module_utils.fakes import HAIKU, SONNET, TITAN, FakeRegion, denied, down

EAST, WEST = "us-east-1", "us-west-2"
USER = "arn:aws:iam::123456789012:user/ann"
CREATE, DELETE = "bedrock:CreateInferenceProfile", "bedrock:DeleteInferenceProfile"


@dataclass
class Region(FakeRegion):
    """A region with a quota."""

    quota: int = 1000
    availabilities: dict = field(default_factory=dict)

    def profile_quota(self):
        self._call("quota")
        return self.quota

    def availability(self, model_id):
        super().availability(model_id)
        return self.availabilities.get(model_id, {})


@dataclass
class FakeAccount:
    """Who calls, and the actions that are not allowed."""

    principal_arn: str = USER
    denied: tuple = ()
    fail: dict = field(default_factory=dict)
    simulated: list = field(default_factory=list)
    calls: list = field(default_factory=list)

    def _call(self, name):
        self.calls.append(name)
        if name in self.fail:
            raise self.fail[name]

    def caller(self):
        self._call("caller")
        return "123456789012", "arn:caller"

    def principal(self, caller):
        self._call("principal")
        assert caller == "arn:caller"
        return self.principal_arn

    def simulate(self, principal, question):
        self._call("simulate")
        self.simulated.append(principal)
        return [
            Verdict(action, resource, "implicitDeny" if action in self.denied else "allowed")
            for action, resource in question.needs
        ]


def entry(key="chat", region=EAST, source=SONNET, **values):
    return WantedProfile(key, region, f"{key}-dev", source, **values)


def see(*wanted, regions=None, account=None, checks=CHECKS, principal="", **query):
    regions = regions or {EAST: Region(), WEST: Region(WEST)}
    rules = Rules(today=date(2026, 11, 22), checks=frozenset(checks))
    scope = Scope("", (), environment="dev", ssm_regions=(EAST,))
    return preflight(Request(wanted, rules, scope, principal, **query), regions, account or FakeAccount(), workers=4)


def look(*wanted, **query):
    return see(*wanted, **query).findings


def codes(found):
    return [(one.severity, one.code, one.key, one.region) for one in found]


@pytest.mark.parametrize("count", [1, 40])
def test_one_call_for_each_region_and_question_whatever_the_number_of_entries(count):
    regions, account = {EAST: Region(), WEST: Region(WEST)}, FakeAccount()
    wanted = [
        entry(f"{kind}{number}", region, source)
        for number in range(count)
        for region in (EAST, WEST)
        for kind, source in (("text", SONNET), ("vectors", TITAN))
    ]
    assert look(*wanted, regions=regions, account=account) == []
    once = {"system_profiles": 1, "foundation_models": 1, "profiles": 1, "quota": 1}
    assert Counter(regions[EAST].calls) == Counter(regions[WEST].calls) == once | {"availability": 2}
    assert Counter(account.calls) == {"caller": 1, "principal": 1, "simulate": 4}
    assert regions[EAST].writes == regions[WEST].writes == []


@pytest.mark.parametrize(
    ("check", "calls"),
    [
        ("availability", {"availability": 1}),
        ("quota", {"profiles": 1, "quota": 1}),
        ("permissions", {}),
        ("lifecycle", {}),
        ("tags", {}),
    ],
)
def test_what_is_not_checked_is_not_asked(check, calls):
    regions, account = {EAST: Region()}, FakeAccount()
    look(entry(), regions=regions, account=account, checks=[check])
    assert Counter(regions[EAST].calls) == {"system_profiles": 1, "foundation_models": 1} | calls
    assert bool(account.calls) is (check == "permissions")


def test_a_source_that_fails_leaves_the_others_judged():
    regions = {EAST: Region(availabilities={HAIKU: {"authorizationStatus": "NOT_AUTHORIZED"}})}
    found = look(entry("typo", source="nobody.knows"), entry("quick", source=f"us.{HAIKU}"), regions=regions)
    assert codes(found) == [("error", "not_authorized", "quick", EAST), ("error", "unknown_model", "typo", EAST)]


def test_the_quota_is_that_of_the_region():
    found = look(
        entry(), entry("docs"), entry(region=WEST), regions={EAST: Region(quota=1), WEST: Region(region=WEST, quota=1)}
    )
    assert codes(found) == [("error", "profile_quota", None, EAST)]


def test_what_others_are_about_to_make_counts_for_the_quota():
    regions = {region: Region(region=region, quota=3) for region in (EAST, WEST)}
    wanted = [entry(), entry("docs"), entry(region=WEST)]
    seen = see(*wanted, regions=regions, planned={EAST: 1, WEST: 3})
    assert codes(seen.findings) == [("error", "profile_quota", None, WEST)]
    assert seen.new == {EAST: 2, WEST: 1}
    assert see(*wanted, regions=regions, checks=["tags"]).new == {}


def test_where_nothing_is_made_only_permissions_are_requested():
    regions, account = {WEST: Region(WEST)}, FakeAccount(denied=(DELETE, CREATE))
    found = look(regions=regions, account=account, changed_regions=[WEST])
    assert codes(found) == [("error", "permission_missing", None, WEST)]
    assert DELETE in found[0].message
    assert Counter(account.calls) == {"caller": 1, "principal": 1, "simulate": 4}
    assert regions[WEST].calls == []


def test_what_the_deployer_may_not_is_reported_for_each_region():
    found = look(entry(), entry(region=WEST), account=FakeAccount(denied=(CREATE,)))
    assert codes(found) == [("error", "permission_missing", None, region) for region in (EAST, WEST)]
    assert USER in found[0].message


def test_another_deployer_is_checked():
    account = FakeAccount()
    look(entry(), account=account, principal="arn:role")
    assert set(account.simulated) == {"arn:role"}
    assert "principal" not in account.calls


NONE = ("info", "not_checked", None, None)


@pytest.mark.parametrize(
    ("account", "reported", "said"),
    [
        (FakeAccount(principal_arn=""), NONE, "neither an IAM user nor an IAM role"),
        (FakeAccount(fail={"simulate": denied("SimulatePrincipalPolicy")}), NONE, "AccessDenied"),
        (
            FakeAccount(fail={"simulate": CallError("SimulatePrincipalPolicy", EAST, "NoSuchEntity", "no such role")}),
            NONE,
            f"IAM knows no {USER}",
        ),
        (
            FakeAccount(fail={"caller": down("GetCallerIdentity")}),
            ("warning", "not_checked", None, EAST),
            "GetCallerIdentity",
        ),
    ],
    ids=["root", "the simulator is denied", "the role has a path", "STS is down"],
)
def test_permissions_that_cannot_be_checked_are_no_error(account, reported, said):
    found = look(entry(), entry(region=WEST), account=account)
    assert codes(found) == [reported]
    assert said in found[0].message


@pytest.mark.parametrize(
    ("method", "failure", "reported"),
    [
        ("availability", denied, ("info", "not_checked", None, EAST)),
        ("availability", down, ("warning", "not_checked", None, EAST)),
        ("quota", denied, ("info", "not_checked", None, EAST)),
        ("profiles", down, ("warning", "not_checked", None, EAST)),
        ("foundation_models", denied, ("error", "region_denied", None, EAST)),
        ("system_profiles", down, ("error", "region_not_read", None, EAST)),
    ],
)
def test_a_call_that_fails_is_a_finding_of_its_region(method, failure, reported):
    regions = {EAST: Region(fail={method: failure(method)}), WEST: Region(WEST)}
    assert codes(look(entry(), entry("docs"), entry(region=WEST), regions=regions)) == [reported]


def test_a_denial_in_every_region_is_no_matter_of_regions():
    regions = {region: Region(region, fail={"foundation_models": denied("List", region)}) for region in (EAST, WEST)}
    found = look(entry(), entry(region=WEST), regions=regions)
    assert [one.code for one in found] == ["permission_missing", "permission_missing"]


def test_a_region_without_entries_only_shows_where_models_are():
    regions = {EAST: Region(), WEST: Region(WEST, fail={"foundation_models": down("List", WEST)})}
    assert codes(look(entry(), regions=regions)) == [("warning", "not_checked", None, WEST)]
    assert regions[WEST].calls == ["system_profiles", "foundation_models"]


def test_nothing_wanted_is_nothing_asked():
    account = FakeAccount()
    assert look(account=account) == []
    assert account.calls == []
