# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever was there and whatever is wanted: a second run has nothing to do."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.alarm_settings import differences, merged
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.dashboard_plan import (
    LiveDashboard,
    WantedDashboard,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.dashboard_plan import (
    decide as decide_dashboard,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.invocation_logging import (
    WantedLogging,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.monitoring.invocation_logging import (
    decide as decide_logging,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.problems import ProblemError
from ansible_collections.genai.bedrock.plugins.module_utils._core.steps import Action
from hypothesis import given, reject
from hypothesis import strategies as st

NUMBERS = st.integers(0, 3)
ARNS = st.lists(st.sampled_from(["arn:a", "arn:b"]), unique=True)
QUERIES = st.lists(
    st.fixed_dictionaries(
        {"Id": st.sampled_from("ab"), "Expression": st.just("1")}, optional={"ReturnData": st.booleans()}
    ),
    min_size=1,
    max_size=2,
    unique_by=lambda query: query["Id"],
)
ONE_METRIC = {
    "MetricName": st.sampled_from("mn"),
    "Period": NUMBERS,
    "Dimensions": st.lists(st.just({"Name": "a", "Value": "b"}), max_size=1),
}
COMMON = {
    "Threshold": NUMBERS,
    "AlarmActions": ARNS,
    "AlarmDescription": st.sampled_from(["", "x"]),
    "TreatMissingData": st.sampled_from(["missing", "ignore"]),
    "ActionsEnabled": st.booleans(),
}
STATISTICS = st.sampled_from([{}, {"Statistic": "Sum"}, {"ExtendedStatistic": "p90"}])
SETTINGS = st.one_of(
    st.tuples(st.fixed_dictionaries({}, optional={**COMMON, **ONE_METRIC}), STATISTICS).map(
        lambda pair: pair[0] | pair[1]
    ),
    st.fixed_dictionaries({"Metrics": QUERIES}, optional=COMMON),
)

BUCKETS = st.fixed_dictionaries(
    {"bucket_name": st.sampled_from(["one", "two"])}, optional={"key_prefix": st.sampled_from(["", "k"])}
)
GROUPS = st.fixed_dictionaries(
    {"log_group_name": st.sampled_from(["/a", "/b"]), "role_arn": st.sampled_from(["r", "s"])},
    optional={"large_data_delivery_s3_config": BUCKETS},
)
FLAGS = {"text_data_delivery_enabled": st.booleans(), "image_data_delivery_enabled": st.booleans()}
CONFIGS = st.fixed_dictionaries({}, optional={"cloudwatch_config": GROUPS, "s3_config": BUCKETS, **FLAGS})
REQUESTS = st.fixed_dictionaries(
    {},
    optional={"cloudwatch_config": GROUPS | st.just({}), "s3_config": BUCKETS | st.just({}), **FLAGS},
)

TAGS = st.dictionaries(st.sampled_from(["Environment", "x"]), st.sampled_from(["1", "2"]))
BODIES = st.fixed_dictionaries({"widgets": st.lists(NUMBERS, max_size=2)})


@given(live=SETTINGS, wanted=SETTINGS)
def test_an_alarm_that_was_written_differs_in_nothing(live, wanted) -> None:
    assert differences(merged(live, wanted), wanted) == ()


@given(live=CONFIGS, query=REQUESTS)
def test_a_logging_configuration_that_was_written_is_as_wanted(live, query) -> None:
    wanted = WantedLogging("us-east-1", query, overwrite=True)
    try:
        step = decide_logging(wanted, live)
    except ProblemError:
        reject()
    again = decide_logging(wanted, step.after)
    assert again.action is Action.NONE


@given(live=CONFIGS, query=REQUESTS)
def test_without_overwrite_no_destination_of_others_is_lost(live, query) -> None:
    try:
        step = decide_logging(WantedLogging("us-east-1", query), live)
    except ProblemError:
        return
    for name, key in (("cloudwatch_config", "log_group_name"), ("s3_config", "bucket_name")):
        if name in live:
            assert step.after[name][key] == live[name][key]


@given(body=BODIES, tags=TAGS, wanted=BODIES | st.none(), query=TAGS | st.none())
def test_a_dashboard_that_was_written_is_as_wanted(body, tags, wanted, query) -> None:
    requested = WantedDashboard("d", wanted, query, adopt=True)
    step = decide_dashboard(requested, LiveDashboard("d", "arn", body, tags))
    # On the run that takes it over, its own tags stay; on the next one it is ours.
    ours = decide_dashboard(requested, LiveDashboard("d", "arn", step.after, step.tags_after))
    last = decide_dashboard(requested, LiveDashboard("d", "arn", ours.after, ours.tags_after))
    assert (ours.writes, str(last.action)) == (False, "none")


@pytest.mark.parametrize("wanted", [{"Metrics": []}, {"Threshold": 1}], ids=["math", "one metric"])
def test_what_nobody_named_is_kept(wanted) -> None:
    assert merged({"NewField": 1}, wanted)["NewField"] == 1
