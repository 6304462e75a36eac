# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is given to a playbook and means nothing is refused before anything is read: a gate must not pass on a typo."""

from __future__ import annotations

import pytest

from tests.gateway.playing import play

ROLES = ["embedding", "copilot"]
NO_ROLE = "there is no such role here; give embedding, copilot, publish, access, observability"
DAYS = "bedrock_eol_days takes whole days, 0 or more, not"
FAIL_ON = "bedrock_validate_fail_on takes error, or warning to fail at warnings as well, not"


def refused(aws, playbook, *arguments, **variables):
    """What was said, of a run that failed and asked AWS nothing."""
    aws.clear_calls()
    played = play(aws, f"genai.bedrock.{playbook}", "inventories/local", *arguments, **variables)
    assert played.status != 0, played.output[-3000:]
    assert list(aws.calls()) == []
    return " ".join(played.output.split())


@pytest.mark.parametrize(
    ("playbook", "tags", "said"),
    [
        ("validate", "copilt", f"--tags copilt: {NO_ROLE}"),
        ("validate", "copilot,cai", f"--tags cai: {NO_ROLE}"),
        ("deploy", "copilt,embedding", f"--tags copilt: {NO_ROLE}"),
        ("teardown", "copilt", "--tags copilt: there is no such role here; give inference_profiles, copilot, cai"),
    ],
    ids=["typo", "a role that the environment has not", "deploy", "teardown"],
)
def test_tags_that_name_no_role(aws, playbook, tags, said):
    assert said in refused(aws, playbook, "--tags", tags, bedrock_roles=ROLES, bedrock_confirm="local")


def test_roles_may_be_a_text(aws):
    assert f"--tags copilt: {NO_ROLE}" in refused(aws, "validate", "--tags", "copilt", bedrock_roles=",".join(ROLES))


@pytest.mark.parametrize("tags", ["all", "always", "untagged", "publish,observability", "app,web"])
def test_tags_that_mean_something_else(aws, tags):
    play(
        aws,
        "genai.bedrock.validate",
        "inventories/local",
        "--tags",
        tags,
        bedrock_roles=["embedding"],
        bedrock_other_tags="app,web",
    ).ok()


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"bedrock_validate_fail_on": "warn"}, f"{FAIL_ON} 'warn'"),
        ({"bedrock_validate_fail_on": ""}, f"{FAIL_ON} ''"),
        ({"bedrock_eol_days": -1}, f"{DAYS} '-1'"),
        ({"bedrock_eol_days": "abc"}, f"{DAYS} 'abc'"),
        ({"bedrock_eol_days": 1.5}, f"{DAYS} '1.5'"),
    ],
    ids=["word", "empty", "negative", "text", "half a day"],
)
def test_validate_with_a_setting_that_means_nothing(aws, variables, said):
    assert said in refused(aws, "validate", bedrock_roles=ROLES, **variables)
