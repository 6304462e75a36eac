# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The module of workloads on a machine that has no boto3."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from ansible_collections.genai.bedrock import plugins

WITHOUT_BOTO = """
import importlib, os, sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"boto3", "botocore"}:
            raise ImportError(f"{name} is blocked in this test")

sys.meta_path.insert(0, Blocked())
sys.path.insert(0, sys.argv[1])
from ansible.module_utils import basic
basic._ANSIBLE_ARGS, basic._ANSIBLE_PROFILE = sys.argv[2].encode(), "legacy"
importlib.import_module("ansible_collections.genai.bedrock.plugins.modules.workloads").main()
"""
CHAT = {"shop": {"entries": {"chat": {"model": "anthropic.claude-sonnet-4-6"}}}}
WRONG = {"shop": {"entries": {"chat": {"max_tokens": "many"}}}}


@pytest.mark.parametrize(
    ("state", "workloads", "failed", "said"),
    [
        ("rendered", CHAT, False, "claude-chat-dev"),
        ("rendered", WRONG, True, "workloads.shop.entries.chat.max_tokens"),
        ("present", CHAT, True, "boto3"),
    ],
)
def test_only_rendering_needs_no_boto3(state, workloads, failed, said):
    options = {"state": state, "workloads": workloads, "environment": "dev", "regions": ["us-east-1"]}
    root = next(iter(plugins.__path__)).partition("/ansible_collections/")[0]
    arguments = [root, json.dumps({"ANSIBLE_MODULE_ARGS": options})]
    ran = subprocess.run([sys.executable, "-c", WITHOUT_BOTO, *arguments], capture_output=True, text=True, check=False)
    reported = json.loads(ran.stdout.splitlines()[-1])
    assert reported.get("failed", False) is failed, ran.stderr
    assert said in json.dumps(reported)
