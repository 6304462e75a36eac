# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is given to a playbook and means nothing is refused before anything is read: a gate must not pass on a typo."""

from __future__ import annotations

import pytest
from ansible.parsing.dataloader import DataLoader
from ansible.template import Templar

from tests.gateway.playing import ROOT, play
from tests.gateway.running import writes

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


def test_words_of_skip_tags(aws):
    said = "--skip-tags observabilty: there is no such role; give inference_profiles, copilot, cai"
    assert said in refused(aws, "deploy", "--skip-tags", "observabilty", bedrock_roles=ROLES)


TYPOS = """\
---
bedrock_environment: typos
bedrock_regions: [us-east-1]
bedrock_roles: [copilt, copilot]
bedrock_portal_url: https://example.com
bedrock_allow_unknown_variables: [bedrock_portal_*]
access_policies: a fact of a role
copilot_entires:
  chat: {max_tokens: 4096}
copilot_entries:
  chat: {modle: anthropic.claude-sonnet-4-6}
embeding_entries: {}
"""
OWN = "if it is your own, name it in bedrock_allow_unknown_variables"
WRONG = [
    "bedrock_preflght: is unknown (CLI option '-e'); did you mean 'bedrock_preflight'?",
    "copilot_entires: is unknown ({place}:8); did you mean 'copilot_entries'?",
    f"embeding_entries: is unknown ({{place}}:12); did you mean 'embedding_entries'? {OWN}",
    "bedrock_roles: 'copilt' is unknown; did you mean 'copilot'?",
    "bedrock_lock: must be true or false, not 'perhaps'",
    "copilot_entries.chat.modle: is unknown; did you mean 'model'?",
    "copilot_purge: must be true or false, not 'maybe'",
    "bedrock_geography: 'usa' is unknown; did you mean 'us'?",
]
EXTRA = {
    "bedrock_preflght": "warn",
    "bedrock_lock": "perhaps",
    "copilot_purge": "maybe",
    "bedrock_geography": "usa",
    "bedrock_connection": {"access_key": "local", "secret_key": "local"},
}


@pytest.mark.parametrize("shown", ["yaml", "json"])
@pytest.mark.parametrize("playbook", ["deploy", "validate"])
def test_all_mistakes_are_reported_at_once_and_last(aws, tmp_path, monkeypatch, playbook, shown):
    """Each once, by the variable and place where it was made, as the last lines before the recap, and nothing is written."""
    inventory = tmp_path / "inventory"
    (inventory / "group_vars").mkdir(parents=True)
    (inventory / "group_vars/bedrock.yml").write_text(TYPOS)
    (inventory / "hosts.yml").write_text((ROOT / "inventories/local/hosts.yml").read_text())
    monkeypatch.setenv("ANSIBLE_CALLBACK_RESULT_FORMAT", shown)
    aws.clear_calls()
    played = play(aws, f"genai.bedrock.{playbook}", str(inventory), bedrock_endpoint_url=aws.url, **EXTRA)
    assert played.status != 0
    assert writes(aws) == []
    output = played.output
    for line in (text.format(place=inventory / "group_vars/bedrock.yml") for text in WRONG):
        assert output.count(line) == 1, output
    before = output.partition("PLAY RECAP")[0]
    assert "bedrock_portal_url" not in output
    last = [line for line in before.splitlines() if line.strip(" ]}")][-len(WRONG) :]
    assert all(any(text.partition(": ")[0] in line for text in WRONG) for line in last), last
    assert "Origin: " not in before
    assert "Traceback" not in output


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
