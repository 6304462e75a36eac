# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Making policies over an account in memory: what is read, what is written, and what stops it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.managed import (
    Holders,
    LivePolicy,
    LiveRole,
    Version,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._engine.policies.access import grant, revoke

from tests.unit.plugins.module_utils.access_samples import OURS, access
from tests.unit.plugins.module_utils.fakes import FakeRegion
from tests.unit.plugins.module_utils.record_samples import EAST, record

RECORDS = {"copilot/chat": record("copilot", "chat")}
ACCOUNT = "123456789012"


@dataclass
class Iam:
    """IAM in memory, and a connection that reaches it and regions without profiles."""

    live: dict = field(default_factory=dict)
    roles: dict = field(default_factory=dict)
    current_versions: dict = field(default_factory=dict)
    calls: list = field(default_factory=list)
    fail: dict = field(default_factory=dict)
    before: object = None

    def _call(self, name, *about):
        if self.before:
            self.before(name)
        self.calls.append((name, *about))
        if name in self.fail:
            raise self.fail[name]

    def profiles(self, region):
        return FakeRegion(region)

    def policies(self):
        return _Gateway(self)

    def seed(self, name, **tags):
        arn = f"arn:aws:iam::{ACCOUNT}:policy/own/{name}"
        self.live[arn] = LivePolicy(name, arn, OURS | tags, {"old": True})
        self.current_versions[arn] = [Version(f"v{n}", n == 5) for n in range(1, 6)]
        return arn

    @property
    def writes(self):
        reads = {"caller", "policies", "policy", "tags", "role", "versions", "holders"}
        return [call for call in self.calls if call[0] not in reads]


@dataclass
class _Gateway:
    iam: Iam

    def caller(self):
        self.iam._call("caller")
        return ACCOUNT, f"arn:aws:sts::{ACCOUNT}:assumed-role/x/y"

    def policies(self):
        self.iam._call("policies")
        return {policy.name: arn for arn, policy in self.iam.live.items()}

    def policy(self, name, arn):
        self.iam._call("policy", name)
        return self.iam.live.get(arn)

    def tags(self, arn):
        self.iam._call("tags", arn)
        return dict(self.iam.live[arn].tags) if arn in self.iam.live else None

    def role(self, name):
        self.iam._call("role", name)
        return LiveRole(name, frozenset(self.iam.roles[name])) if name in self.iam.roles else None

    def create(self, wanted_policy):
        self.iam._call("create", wanted_policy.name)
        arn = f"arn:aws:iam::{ACCOUNT}:policy/{wanted_policy.name}"
        self.iam.live[arn] = LivePolicy(wanted_policy.name, arn, dict(wanted_policy.tags), wanted_policy.document)
        self.iam.current_versions[arn] = [Version("v1", True)]
        return arn

    def versions(self, arn):
        self.iam._call("versions", arn)
        return self.iam.current_versions[arn]

    def add_version(self, arn, document):
        self.iam._call("add_version", arn)
        self.iam.live[arn] = replace(self.iam.live[arn], document=document)

    def delete_version(self, arn, version):
        self.iam._call("delete_version", arn, version)

    def retag(self, arn, delta):
        self.iam._call("retag", arn)
        self.iam.live[arn] = replace(self.iam.live[arn], tags=delta.applied_to(self.iam.live[arn].tags))

    def attach(self, arn, name):
        self.iam._call("attach", arn, name)
        self.iam.roles[name].append(arn)

    def holders(self, arn):
        self.iam._call("holders", arn)
        return Holders(tuple(name for name, current in self.iam.roles.items() if arn in current), ("user",), ("group",))

    def detach_role(self, arn, name):
        self.iam._call("detach_role", name)
        self.iam.roles[name].remove(arn)

    def detach_user(self, arn, name):
        self.iam._call("detach_user", name)

    def detach_group(self, arn, name):
        self.iam._call("detach_group", name)

    def delete(self, arn):
        self.iam._call("delete", arn)
        del self.iam.live[arn]


def made(iam, query=None, records=None, *, check=False):
    return grant(query or access(), RECORDS if records is None else records, iam, check=check, workers=4)


def test_documents_alone_request_nothing_of_iam_but_the_caller():
    iam = Iam()
    done = made(iam, access(manage=False, deployer_role_arn=f"arn:aws:iam::{ACCOUNT}:role/deployer"))
    assert list(done.documents) == ["invoke-copilot", "deployer", "assume-role"]
    assert (iam.calls, done.policy_arns, done.changed) == ([("caller",)], {}, False)
    assert EAST in done.required_regions
    assert done.deployed_regions == ["us-east-1", "us-west-2"]


def test_policies_are_made_attached_and_then_left_alone():
    iam = Iam(roles={"app": []})
    query = access(roles={"copilot": ["app"]})
    planned = made(iam, query, check=True)
    assert (planned.changed, iam.writes) == (True, [])
    done = made(iam, query)
    assert [step.action for step in planned.steps] == [step.action for step in done.steps]
    assert done.policy_arns == planned.policy_arns
    assert iam.roles == {"app": [done.policy_arns["invoke-copilot"]]}
    iam.calls.clear()
    assert (made(iam, query).changed, iam.writes) == (False, [])


def test_one_of_ours_below_a_path_is_renewed_where_it_is():
    iam = Iam()
    arn = iam.seed("dev-bedrock-deployer", **{"Documents/deployer": "1", "Documents/invoke-old": "1"})
    old = iam.seed("dev-bedrock-old-invoke")
    done = made(iam)
    assert done.policy_arns["deployer"] == arn
    names = [call[0] for call in iam.writes]
    assert names[-3:] == ["delete_version", "add_version", "retag"], "the one that remembers the others goes last"
    assert ("delete_version", arn, "v1") in iam.writes
    assert old not in iam.live


def test_the_first_step_that_fails_is_the_last():
    iam = Iam(roles={"app": []}, fail={"attach": CallError("AttachRolePolicy", EAST, "LimitExceeded", "ten")})
    iam.seed("dev-bedrock-deployer", **{"Documents/invoke-old": "1"})
    old = iam.seed("dev-bedrock-old-invoke")
    done = made(iam, access(roles={"copilot": ["app"]}))
    assert [problem.key for problem in done.problems] == ["dev-bedrock-copilot-invoke"]
    assert [str(step.action) for step in done.steps] == ["create"]
    assert old in iam.live


def test_everything_that_forbids_it_is_reported_before_any_write():
    iam = Iam()
    query = access(roles={"copilot": ["nobody"], "copilots": []})
    iam.seed("dev-bedrock-copilot-invoke", Environment="two")
    with pytest.raises(ProblemError) as refused:
        made(iam, query)
    reported = str(refused.value)
    assert all(
        text in reported for text in ("without our tags", "no IAM role", "access_roles.copilots: is no workload")
    )
    assert iam.writes == []


def test_all_of_ours_goes_with_whoever_has_it():
    iam = Iam(roles={"app": []})
    made(iam, access(roles={"copilot": ["app"]}))
    iam.calls.clear()
    assert revoke(access(), iam, check=True, workers=4).changed
    assert iam.writes == []
    done = revoke(access(), iam, check=False, workers=4)
    assert (done.problems, iam.live, iam.roles) == ([], {}, {"app": []})
    assert {"detach_role", "detach_user", "detach_group"} <= {call[0] for call in iam.writes}
    assert not revoke(access(), iam, check=False, workers=4).changed


def test_what_somebody_takes_over_meanwhile_is_not_deleted():
    iam = Iam()
    made(iam)

    def takes_over(name):
        if name == "tags":
            iam.live = {arn: replace(one, tags={}) for arn, one in iam.live.items()}

    iam.before = takes_over
    done = revoke(access(), iam, check=False, workers=4)
    assert "no longer carries our tags" in done.problems[0].message
    assert len(iam.live) == 2
