# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose policies hold for a caller, and which quota: what two calls tell together."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._aws import service_quotas, simulation
from ansible_collections.genai.bedrock.plugins.module_utils._aws.preflight import CallersAccount, PreflightRegion
from ansible_collections.genai.bedrock.plugins.module_utils._core.failures import CallError

EAST = "us-east-1"
USER = "arn:aws:iam::123456789012:user/ann"
SESSION = "arn:aws:sts::123456789012:assumed-role/deployer/run-1"
ROLE, WITH_PATH = "arn:aws:iam::123456789012:role/deployer", "arn:aws:iam::123456789012:role/ci/deployer"


class NoClients:
    """Makes nothing, for what is called is replaced."""

    def client(self, service, region):
        return f"{service} in {region}"

    def later(self, service, region):
        return lambda: self.client(service, region)


def answering(monkeypatch, place, name, answer):
    def call(*_arguments, **_options):
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(place, name, call)


def failed(operation, code):
    return CallError(operation, EAST, code, "told so")


@pytest.mark.parametrize(
    ("caller", "role", "principal"),
    [
        (USER, failed("GetRole", "Unused"), USER),
        (SESSION, WITH_PATH, WITH_PATH),
        (SESSION, failed("GetRole", "AccessDenied"), ROLE),
        ("arn:aws:iam::123456789012:root", failed("GetRole", "Unused"), ""),
    ],
    ids=["user", "role with a path", "GetRole is denied", "root"],
)
def test_principal(monkeypatch, caller, role, principal):
    answering(monkeypatch, simulation, "role_arn", role)
    assert CallersAccount(NoClients(), EAST).principal(caller) == principal


def test_an_error_of_iam_is_not_taken_for_an_answer(monkeypatch):
    answering(monkeypatch, simulation, "role_arn", failed("GetRole", "ServiceFailure"))
    with pytest.raises(CallError):
        CallersAccount(NoClients(), EAST).principal(SESSION)


@pytest.mark.parametrize(
    ("applied", "quota"),
    [(1200, 1200), (failed("GetServiceQuota", "NoSuchResourceException"), 1000)],
    ids=["applied", "default"],
)
def test_quota(monkeypatch, applied, quota):
    answering(monkeypatch, service_quotas, "applied_quota", applied)
    answering(monkeypatch, service_quotas, "default_quota", 1000)
    assert PreflightRegion(NoClients(), EAST).profile_quota() == quota


def test_a_denied_quota_is_not_taken_for_the_default(monkeypatch):
    answering(monkeypatch, service_quotas, "applied_quota", failed("GetServiceQuota", "AccessDeniedException"))
    with pytest.raises(CallError):
        PreflightRegion(NoClients(), EAST).profile_quota()
