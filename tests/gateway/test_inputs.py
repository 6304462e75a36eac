# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is given to a playbook and means nothing is refused before anything is read: a gate must not pass on a typo."""

from __future__ import annotations

import pytest
from ansible.parsing.dataloader import DataLoader
from ansible.template import Templar

from tests.gateway.playing import ROOT, play

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
        ("validate", "copilot,cai", f"--tags cai: {NO_ROLE}"),
        ("deploy", "copilt,embedding", f"--tags copilt: {NO_ROLE}"),
        ("teardown", "copilt", "--tags copilt: there is no such role here; give inference_profiles, copilot, cai"),
    ],
    ids=["a role that the environment has not", "deploy", "teardown"],
)
def test_tags_that_name_no_role(aws, playbook, tags, said):
    assert said in refused(aws, playbook, "--tags", tags, bedrock_roles=",".join(ROLES), bedrock_confirm="local")


@pytest.mark.parametrize(
    ("tags", "unknown"),
    [
        *[
            (tags, [])
            for tags in ("all", "always", "tagged", "untagged", "publish,observability", "app,web", "copilot")
        ],
        ("copilt", ["copilt"]),
        ("copilot,cai,app", ["cai"]),
    ],
)
@pytest.mark.parametrize("others", ["app,web", ["app", "web"]], ids=["text", "list"])
def test_tags_that_mean_something_and_others(tags, unknown, others):
    """As every playbook asks it."""
    task = rendered("playbooks/tasks/tags.yml")
    reported = {"ansible_run_tags": tags.split(","), "bedrock_other_tags": others, "__bedrock_role_tags": ROLES}
    variables = task["vars"] | reported
    assert Templar(loader=DataLoader(), variables=variables).template(variables["__bedrock_unknown_tags"]) == unknown


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"bedrock_validate_fail_on": "warn"}, f"{FAIL_ON} 'warn'"),
        ({"bedrock_validate_fail_on": ""}, f"{FAIL_ON} ''"),
        ({"bedrock_eol_days": -1}, f"{DAYS} '-1'"),
        ({"bedrock_eol_days": "abc"}, f"{DAYS} 'abc'"),
        ({"bedrock_eol_days": 1.5}, f"{DAYS} '1.5'"),
        ({"bedrock_eol_days": "90", "bedrock_validate_fail_on": "warning"}, None),
        ({}, None),
    ],
    ids=["word", "empty", "negative", "text", "half a day", "good", "nothing"],
)
def test_validate_with_a_setting_that_means_nothing(variables, said):
    task = rendered("playbooks/validate.yml", "Validate the settings of this playbook")
    known = task["vars"] | variables
    found = Templar(loader=DataLoader(), variables=known).template(known["__bedrock_wrong"])
    assert found == ([said] if said else [])


def test_validate_refuses_it_before_anything_is_asked(aws):
    assert f"{DAYS} '-1'" in refused(aws, "validate", bedrock_roles=ROLES, bedrock_eol_days=-1)


def rendered(path, name=None):
    """A task of a playbook, or the only one of a file of tasks, with its templates."""
    read = DataLoader().load_from_file(str(ROOT / path), trusted_as_template=True)
    tasks = read[0]["tasks"] if name else read
    (task,) = (task for task in tasks if name in (None, task["name"]))
    return task
