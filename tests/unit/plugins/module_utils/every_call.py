# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every call that the layer makes, found by looking: public methods of its gateways, and names of operations in its source."""

from __future__ import annotations

import ast
import importlib
import inspect
import itertools
import pkgutil
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import botocore.session
from ansible_collections.genai.bedrock.plugins.module_utils import _aws
from ansible_collections.genai.bedrock.plugins.module_utils._aws import service_quotas
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.ids import EMBEDDING, TEXT
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.log_destinations import WantedRole
from ansible_collections.genai.bedrock.plugins.module_utils._core.parameters.ssm_parameters import Put
from ansible_collections.genai.bedrock.plugins.module_utils._core.policies.managed import WantedPolicy
from ansible_collections.genai.bedrock.plugins.module_utils._core.preflight.permissions import Question
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.creation import Creation
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.sources import Source
from ansible_collections.genai.bedrock.plugins.module_utils._core.tags import TagDelta
from ansible_collections.genai.bedrock.plugins.module_utils._core.usage.figures import Query
from ansible_collections.genai.bedrock.plugins.module_utils._core.verification.verification import Check
from botocore import xform_name

from tests.unit.plugins.module_utils.aws_wire import REGION

ARN = "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abcdefghijkl"
TITAN = "amazon.titan-embed-text-v2:0"
GUARDRAIL = {"name": "one", "blockedInputMessaging": "no", "blockedOutputsMessaging": "no"}

#: What a parameter of this name is called with; several are tried one after another.
SAMPLES = {
    "arn": [ARN],
    "body": [{"widgets": []}],
    "boundary": ["arn:aws:iam::123456789012:policy/one"],
    "caller": ["arn:aws:sts::123456789012:assumed-role/deployer/run-1"],
    "check": [Check("k", REGION, ARN, "anthropic.claude", TEXT), Check("k", REGION, ARN, TITAN, EMBEDDING, 1024)],
    "config": [{"text_data_delivery_enabled": True}],
    "creation": [Creation(REGION, "one", Source(ARN, TITAN, ()), None, {"a": "b"})],
    "days": [30],
    "decrypt": [False],
    "delta": [TagDelta({"a": "b"}, ()), TagDelta({}, ("a",))],
    "description": [None],
    "document": [{"Version": "2012-10-17", "Statement": []}],
    "end": [datetime(2026, 11, 23, tzinfo=UTC)],
    "hours": [24],
    "identifier": ["abcdef123456"],
    "key": ["alias/one"],
    "keys": [["a"]],
    "model_id": [TITAN],
    "name": ["/one"],
    "names": [["/one"]],
    "now": [datetime(2026, 11, 22, tzinfo=UTC)],
    "owner": [{"Environment": "dev"}],
    "path": ["/one"],
    "policy": ["one"],
    "principal": ["arn:aws:iam::123456789012:role/deployer"],
    "profile_ids": [["abcdefghijkl"]],
    "put": [Put("/one", "value", "String", overwrite=False)],
    "queries": [[Query("abcdefghijkl", "Invocations", "Sum")]],
    "question": [Question(REGION, frozenset({("bedrock:GetInferenceProfile", ARN)}), {})],
    "recursive": [True],
    "request": [GUARDRAIL],
    "seconds": [3600],
    "settings": [{"EvaluationPeriods": 1, "ComparisonOperator": "GreaterThanThreshold"}],
    "start": [datetime(2026, 11, 22, tzinfo=UTC)],
    "status": ["Active"],
    "tags": [{"a": "b"}],
    "token": ["once"],
    "value": ["text"],
    "version": ["1"],
    "wanted_policy": [WantedPolicy("one", {"Version": "2012-10-17", "Statement": []}, "text", {"a": "b"})],
    "wanted": [WantedRole("one", "arn:aws:iam::123456789012:role/one", {}, {}, "text", "", {"a": "b"})],
}
#: Options that a gateway is made with so that all of its calls can be made.
OPTIONS = {"timeout": 1.0}


def gateways(clients):
    """One of each class of the layer that is made of clients and a region."""
    made = []
    for module in _modules():
        for kind in vars(module).values():
            own = inspect.isclass(kind) and kind.__module__ == module.__name__
            if own and not issubclass(kind, Exception):
                names = list(inspect.signature(kind).parameters)
                if names[:2] == ["clients", "region"]:
                    made.append(kind(clients, REGION, **{name: OPTIONS[name] for name in names[2:]}))
    return made


def calls(clients):
    """Name and call of each public method of each gateway; KeyError: SAMPLES lacks a parameter."""
    for gateway in gateways(clients):
        for name, method in inspect.getmembers(gateway, inspect.ismethod):
            if name not in vars(type(gateway)) or name.startswith("_"):
                continue
            requested = list(inspect.signature(method).parameters)
            for number, values in enumerate(itertools.product(*(SAMPLES[one] for one in requested))):
                reported = dict(zip(requested, values, strict=True))
                yield f"{type(gateway).__name__}.{name}-{number}", partial(method, **reported)
    quotas = clients.client("service-quotas", REGION)
    yield "default_quota", partial(service_quotas.default_quota, quotas, REGION, service="bedrock", quota="L-1")


def operations():
    """Operation → service of all that the source calls on a client or pages through."""
    nodes = [node for module in _modules() for node in ast.walk(ast.parse(Path(module.__file__).read_text()))]
    called = [node for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    words = {
        name: {_constant(node) for node in called if node.func.attr == name}
        for name in ("client", "later", "get_paginator")
    }
    named = {node.func.attr for node in called} | words["get_paginator"]
    session = botocore.session.get_session()
    models = {service: session.get_service_model(service) for service in words["client"] | words["later"] if service}
    return {name for model in models.values() for name in model.operation_names if xform_name(name) in named}


def _constant(call):
    return call.args[0].value if call.args and isinstance(call.args[0], ast.Constant) else ""


def _modules():
    return [importlib.import_module(f"{_aws.__name__}.{found.name}") for found in pkgutil.iter_modules(_aws.__path__)]
