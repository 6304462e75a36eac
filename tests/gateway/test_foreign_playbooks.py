# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Roles in playbooks of others: strategies, delegation, other users, variables of roles, loops. Each is played twice."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.gateway.playing import play
from tests.gateway.published import every_parameter

FOLDER = Path(__file__).with_name("foreign")
EAST, EUROPE = "us-east-1", "eu-west-1"
COPILOT = ("chat", "code_review", "documentation", "quick_completions")
EMBEDDING = ("document", "titan")
AWAY = {"ansible_connection": "ssh", "ansible_host": "192.0.2.1"}
HERE = {"ansible_connection": "local", "ansible_python_interpreter": sys.executable}


def hosts(folder, how=None, **settings):
    """An inventory: host → its variables."""
    common = {
        **(how or HERE),
        "bedrock_connection": {"access_key": "local", "secret_key": "unused-by-the-endpoint", "profile": ""},
        # One call for each profile would only cost time here.
        "bedrock_preflight": "skip",
    }
    path = folder / "hosts.yml"
    # JSON is YAML.
    path.write_text(json.dumps({"all": {"hosts": settings, "vars": common}}))
    return str(path)


def twice(aws, playbook, inventory):
    """The second time nothing changes."""
    path = str(FOLDER / playbook)
    assert play(aws, path, inventory).ok().changed > 0
    assert play(aws, path, inventory).ok().changed == 0


def published():
    """``<environment>/<workload>/<key>`` → regions of its targets, of every record."""
    records = {name: json.loads(value) for name, value, _tags in every_parameter()}
    return {
        name.strip("/").replace("/bedrock/inference-profiles", ""): [target["region"] for target in record["targets"]]
        for name, record in records.items()
        if "targets" in record
    }


def entries(environment, region, *workloads):
    keys = {"copilot": COPILOT, "embedding": EMBEDDING, "search": ("reports",)}
    return {f"{environment}/{workload}/{key}": [region] for workload in workloads for key in keys[workload]}


AMERICAN = {"bedrock_environment": "american", "bedrock_regions": [EAST], "bedrock_geography": "us"}
EUROPEAN = {"bedrock_environment": "european", "bedrock_regions": [EUROPE], "bedrock_geography": "eu"}


def test_free_and_serial_keep_the_environments_of_two_hosts_apart(aws, tmp_path):
    twice(aws, "strategies.yml", hosts(tmp_path, one=AMERICAN, two=EUROPEAN))
    roles = ("embedding", "copilot", "search")
    assert published() == entries("american", EAST, *roles) | entries("european", EUROPE, *roles)


def test_delegated_once_and_as_another_user(aws, tmp_path):
    """The hosts themselves cannot be reached. Whoever runs this is root, or may become root without a password."""
    inventory = hosts(tmp_path, AWAY, one=AMERICAN, two=EUROPEAN)
    twice(aws, "elsewhere.yml", inventory)
    assert published() == {
        **entries("american", EAST, "embedding"),
        **entries("european", EUROPE, "embedding"),
        **entries("shared", EAST, "search"),
    }


def test_variables_of_roles_and_of_a_loop_reach_nothing_else(aws, tmp_path):
    twice(aws, "roles.yml", hosts(tmp_path, one={"bedrock_geography": "us"}))
    models = {
        name: json.loads(value)["base_model_id"]
        for name, value, _tags in every_parameter()
        if name.endswith("/copilot/chat")
    }
    assert published() == {
        **entries("first", EAST, "copilot"),
        **entries("second", "us-west-2", "search"),
        **entries("third", "us-east-2", "embedding"),
        **entries("american", EAST, "copilot"),
        **entries("european", EUROPE, "copilot"),
    }
    assert [name for name, model in models.items() if "haiku" in model] == [
        "/first/bedrock/inference-profiles/copilot/chat"
    ]
