# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Good options of a module or a lookup with garbage in one place: read, or refused as problems, never a traceback."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from ansible_collections.genai.bedrock.plugins.lookup.inference_profile_arn import named
from ansible_collections.genai.bedrock.plugins.lookup.record import record_names
from ansible_collections.genai.bedrock.plugins.module_utils._aws.routing import check_record
from ansible_collections.genai.bedrock.plugins.module_utils._core.guardrails.requests import wanted_guardrails
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring import invocation_logging
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.alarm_requests import (
    owner_of,
    requested_alarms,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.verification.verification import checks
from ansible_collections.genai.bedrock.plugins.module_utils._module import preflight as module_preflight
from ansible_collections.genai.bedrock.plugins.module_utils._module.lookup import lookup_regions
from ansible_collections.genai.bedrock.plugins.modules import (
    cloudwatch_alarms,
    cloudwatch_dashboard,
    guardrail,
    inference_profile_invoke,
    inference_profiles_preflight,
    inference_profiles_verify,
    model_invocation_logging,
)
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.fuzz.budget import examples
from tests.unit.fuzz.garbage import accepted, anything, corrupted, refused
from tests.unit.plugins.module_utils.fakes import SONNET, FakeRegion, fm
from tests.unit.plugins.module_utils.record_samples import arn, record

REGION = "us-east-1"


def read_alarms(params):
    owner = owner_of(params["ownership_tags"], purge=params["purge_alarms"])
    common = {name: params[name] for name in ("tags", "purge_tags", "adopt")}
    return requested_alarms(params["alarms"], region=REGION, owner=owner, **common)


def read_preflight(params):
    module = SimpleNamespace(params=params | {"regions": params["regions"] or [REGION]})
    _query, problems = module_preflight._read(module)
    return module_preflight._reported([module_preflight._of_input(problem) for problem in problems])


def read_logging(params):
    wanted = {name: params[name] for name in LOGGING}
    config = model_invocation_logging.given(wanted)
    requested = invocation_logging.WantedLogging(
        REGION, config, absent=params["state"] == "absent", overwrite=params["overwrite"]
    )
    invocation_logging.check(requested)
    return [invocation_logging.decide(requested, live) for live in (LOGGING, {})]


def read_target(params):
    """As the module does: the record that it is given, or one made of its targets."""
    if params["record"] is not None:
        check_record(params["record"])
    if params["targets"] is not None:
        check_record({"schema": 1} | {name: params[name] for name in ("targets", "base_model_id", "dimensions")})


ALARM = {
    "region": REGION,
    "namespace": "AWS/Bedrock",
    "metric_name": "InvocationThrottles",
    "dimensions": {"ModelId": "4cbyr2n9st9w"},
    "statistic": "Sum",
    "period": 300,
    "evaluation_periods": 3,
    "datapoints_to_alarm": 2,
    "comparison": "GreaterThanOrEqualToThreshold",
    "threshold": 10,
    "treat_missing_data": "notBreaching",
    "alarm_actions": [f"arn:aws:sns:{REGION}:123456789012:on-call"],
    "tags": {"Team": "a"},
}
GUARDRAIL = {
    "name": "cai",
    "blocked_input_messaging": "No.",
    "blocked_outputs_messaging": "No.",
    "content_filters": {"HATE": "HIGH", "SEXUAL": {"input_strength": "LOW", "output_strength": "NONE"}},
    "prompt_attack": {"input_strength": "HIGH"},
    "denied_topics": {"advice": {"definition": "Advice on money.", "examples": ["What shall I buy?"]}},
    "words": ["a word", {"text": "another"}],
    "managed_word_lists": ["PROFANITY"],
    "pii_entities": {"EMAIL": "BLOCK", "PHONE": {"action": "ANONYMIZE"}},
    "regexes": {"ticket": {"pattern": "T-[0-9]+", "action": "BLOCK"}},
    "grounding": {"GROUNDING": 0.5, "RELEVANCE": {"threshold": 0.5}},
    "tags": {"Team": "a"},
}
LOGGING = {
    "cloudwatch_config": {
        "log_group_name": "/bedrock/dev",
        "role_arn": "arn:aws:iam::123456789012:role/logs",
        "large_data_delivery_s3_config": {"bucket_name": "a-bucket", "key_prefix": "large"},
    },
    "s3_config": {"bucket_name": "a-bucket", "key_prefix": "all"},
    "text_data_delivery_enabled": True,
}
WIDGET = {"type": "metric", "x": 0, "y": 0, "width": 6, "height": 6, "properties": {"metrics": [["AWS/Bedrock", "x"]]}}
PREFLIGHT = {
    "inference_profiles": {"chat": {"model_source": SONNET, "regions": [REGION]}},
    "ownership_tags": {"Environment": "dev", "Workload": "copilot"},
    "parameters": {"chat": {"dimensions": 256, "temperature": 0.3}},
    "planned_profiles": [{REGION: 2}],
    "today": "2026-11-22",
    "required_tags": ["Team"],
    "ssm_prefix": "/dev/bedrock",
}
RECORD = record("copilot", "chat", previous=[arn("old")])
TARGETS = {"targets": RECORD["targets"], "base_model_id": RECORD["base_model_id"]}

#: Module, good options, and what reads them before the first call.
CASES = {
    "cloudwatch_alarms": (cloudwatch_alarms, {"alarms": {"a": ALARM}}, read_alarms),
    "alarms of metrics": (
        cloudwatch_alarms,
        {
            "alarms": {
                "a": {
                    "metrics": [
                        {
                            "id": "a",
                            "metric_stat": {
                                "metric": {"namespace": "x", "metric_name": "y"},
                                "period": 60,
                                "stat": "Sum",
                            },
                            "return_data": False,
                        },
                        {"id": "b", "expression": "a * 2", "return_data": True},
                    ],
                    **{name: ALARM[name] for name in ("comparison", "threshold", "evaluation_periods")},
                }
            },
            "ownership_tags": {"Environment": "dev"},
        },
        read_alarms,
    ),
    "cloudwatch_dashboard": (
        cloudwatch_dashboard,
        {"name": "bedrock-dev", "body": {"widgets": [WIDGET]}, "tags": {"Team": "a"}},
        lambda params: cloudwatch_dashboard.wanted_dashboard(SimpleNamespace(params=params)),
    ),
    "guardrail": (
        guardrail,
        GUARDRAIL,
        lambda params: wanted_guardrails(params, regions=params["regions"] or [REGION]),
    ),
    "inference_profile_invoke, a record": (inference_profile_invoke, {"record": RECORD}, read_target),
    "inference_profile_invoke, targets": (inference_profile_invoke, TARGETS, read_target),
    "inference_profiles_preflight": (inference_profiles_preflight, PREFLIGHT, read_preflight),
    "inference_profiles_verify": (
        inference_profiles_verify,
        {"records": {"copilot/chat": RECORD}, "arns": [RECORD["targets"][0]["arn"]]},
        lambda params: checks(params["records"], params["arns"], params["guardrail_phrase"]),
    ),
    "model_invocation_logging": (model_invocation_logging, LOGGING, read_logging),
}


@pytest.mark.parametrize("name", CASES)
def test_options_of_a_module(name):
    module, good, read = CASES[name]
    needed = {option: good[option] for option, rules in module.ARGUMENTS.items() if rules.get("required")}

    def taken(options):
        known = {option: value for option, value in options.items() if option in module.ARGUMENTS}
        params = accepted(module.ARGUMENTS, known)
        # Without what it demands, or with null there, Ansible does not even start the module.
        return params | {option: value for option, value in needed.items() if params.get(option) is None}

    assert good.keys() <= module.ARGUMENTS.keys()
    read(taken(good))

    @examples(60)
    @given(corrupted(st.just(good)).filter(lambda options: isinstance(options, dict)))
    def refuses(options):
        assert all(problem.message for problem in refused(read, taken(options)))

    refuses()


LISTED = FakeRegion()
LISTED.put("chat", fm(SONNET))


@examples(60)
@given(st.lists(anything, max_size=2), st.none() | anything, st.none() | anything)
def test_terms_and_options_of_the_lookups(terms, place, regions):
    """Of any term a text is made, and options have their types by then."""
    names = [str(term) for term in terms]
    assert all(named(name, LISTED.profiles()) == [] or name == "chat" for name in names)
    one = None if place is None else str(place)
    refused(record_names, names, one, None)
    refused(record_names, names, None, one)
    refused(lookup_regions, None, [str(region) for region in regions] if isinstance(regions, list) else None)
