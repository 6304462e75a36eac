# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Run a module of the collection in this process, as Ansible would: arguments in, one JSON result out."""

from __future__ import annotations

import contextlib
import importlib
import io
import json
from typing import Any
from unittest import mock

from ansible.module_utils import _internal, basic
from ansible.module_utils.common import warnings
from ansible_collections.genai.bedrock.plugins.module_utils._core.lease import ROOT

PACKAGE = "ansible_collections.genai.bedrock.plugins.modules"


def run_module(module: str, aws, /, *, check: bool = False, diff: bool = False, **params: Any) -> dict[str, Any]:
    """The result of a module against the endpoint; parameters of the connection may be overridden."""
    connection = {
        "endpoint_url": aws.url,
        "access_key": "local",
        "secret_key": "unused-by-the-endpoint",
        "region": "us-east-1",
    }
    arguments = connection | params | {"_ansible_check_mode": check, "_ansible_diff": diff}
    basic._ANSIBLE_ARGS = json.dumps({"ANSIBLE_MODULE_ARGS": arguments}).encode()
    basic._ANSIBLE_PROFILE = "legacy"
    # Ansible keeps them for the process, which is a module's own outside these tests.
    warnings._global_warnings.clear()
    output = io.StringIO()
    # In this process Ansible would print warnings, as on a controller, instead of returning them.
    of_a_module = mock.patch.object(_internal, "is_controller", new=False)
    with of_a_module, contextlib.redirect_stdout(output), contextlib.suppress(SystemExit):
        importlib.import_module(f"{PACKAGE}.{module}").main()
    result: dict[str, Any] = json.loads(output.getvalue())
    if "warnings" in result:
        result["warnings"] = [warning["event"]["msg"] for warning in result["warnings"]]
    assert "deprecations" not in result, result["deprecations"]
    return result


def writes(aws) -> list[str]:
    """The calls so far that may have changed something, in their order; those about the environment's lock aside."""
    verbs = ("Create", "Update", "Delete", "Tag", "Untag", "Put", "Add", "Remove")
    calls = [call for call in aws.calls() if call["operation"].startswith(verbs)]
    return [
        call["operation"] for call in calls if not any(ROOT in check["resource"] for check in call["authorizations"])
    ]
