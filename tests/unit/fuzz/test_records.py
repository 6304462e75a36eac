# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records point only to what lives, survive the way through Parameter Store, and fit into the document."""

from __future__ import annotations

import json

from ansible_collections.genai.bedrock.plugins.module_utils._core.records.documents import (
    compact,
    consolidated_document,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.outputs import outputs
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.publication import record_parameters
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.reading import of_workload, read_records
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.records import records, removed_keys
from ansible_collections.genai.bedrock.plugins.module_utils._core.workloads.workloads import workload_plan
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.unit.fuzz.budget import examples
from tests.unit.fuzz.strategies import one_of
from tests.unit.fuzz.workloads import workloads
from tests.unit.plugins.module_utils.record_samples import arn, record, row, target

ACTIONS = ("none", "none", "create", "replace", "retag", "adopt", "delete", "retire")


@st.composite
def published_by(draw):
    """A plan, what the module returned of it (some places failed), and what was published before."""
    plan = workload_plan(*draw(workloads()))
    assume(not plan["errors"])
    rows, superseded, published = [], [], {}
    for key, entry in plan["entries"].items():
        earlier = []
        for number, place in enumerate(entry["targets"]):
            profile, region = place["inference_profile"], place["region"]
            outcome = draw(one_of("done", "done", "done", "failed"))
            if outcome == "done":
                rows.append(row(profile, region, f"new{key[:4]}{number}", action=draw(one_of(*ACTIONS))))
            if draw(st.booleans()):
                old = f"old{key[:4]}{number}"
                earlier.append(target(key, region, old))
                if draw(st.booleans()):
                    superseded.append({"key": profile, "region": region, "inference_profile_arn": arn(old, region)})
        if earlier:
            name = entry["moved_from"] if entry["moved_from"] and draw(st.booleans()) else key
            published[name] = record(plan["workload"], name, earlier, previous=[arn("older", earlier[0]["region"])])
    return plan, {"inference_profiles": rows, "superseded": superseded}, published


@examples(40)
@given(published_by())
def test_a_record_points_to_what_lives(drawn):
    plan, result, published = drawn
    rows = [one for one in result["inference_profiles"] if one["action"] not in ("delete", "retire")]
    live = {(one["region"], one["inference_profile_arn"]) for one in rows}
    reported = {(one["key"], one["region"]) for one in rows}
    before = {(one["region"], one["arn"]) for earlier in published.values() for one in earlier["targets"]}
    older = {old for earlier in published.values() for old in earlier["previous"]}
    left = {one["inference_profile_arn"] for one in result["superseded"]}
    for key, made in records(plan, result, published).items():
        wanted = plan["entries"][key]["targets"]
        failed = {place["region"] for place in wanted if (place["inference_profile"], place["region"]) not in reported}
        targets = [(one["region"], one["arn"]) for one in made["targets"]]
        assert targets
        assert all(place in live or (place[0] in failed and place in before) for place in targets)
        order = [place["region"] for place in wanted]
        assert [region for region, _arn in targets] == [region for region in order if region in dict(targets)]
        assert set(made["previous"]) <= left | older


@examples(40)
@given(published_by(), st.booleans())
def test_records_come_back_from_parameter_store_as_they_were(drawn, purge):
    plan, result, published = drawn
    made = {f"{plan['workload']}/{key}": value for key, value in records(plan, result, published).items()}
    removed = removed_keys(plan, published, purge=purge)
    assert not set(removed) & set(plan["entries"])
    written = record_parameters(
        made, plan["ssm_prefix"], plan["environment"], [f"{plan['workload']}/{key}" for key in removed]
    )
    assert len(written) == len(made) + len(removed)
    listed = [
        {"name": name, "json": json.loads(options["value"])}
        for name, options in written.items()
        if options["state"] == "present"
    ]
    read = read_records(listed, plan["ssm_prefix"], plan["environment"])
    assert read == made
    assert of_workload(read, plan["workload"]) == records(plan, result, published)


@examples(25)
@given(published_by(), st.integers(0, 60))
def test_the_document_fits_and_names_targets_only(drawn, more):
    plan, result, published = drawn
    made = {f"{plan['workload']}/{key}": value for key, value in records(plan, result, published).items()}
    made |= {f"other/k{number}": record("other", f"k{number}") for number in range(more)}
    document = consolidated_document(made)
    assert len(compact(document).encode()) <= 8192
    assert outputs(made)
    arns = {one["arn"] for value in made.values() for one in value["targets"]}
    assert set(arns_in(document)) <= arns
    if "index" in document:
        assert sorted(f"{workload}/{key}" for workload, keys in document["records"].items() for key in keys) == sorted(
            made
        )


def arns_in(value):
    if isinstance(value, dict):
        return [found for inner in value.values() for found in arns_in(inner)]
    if isinstance(value, list):
        return [found for inner in value for found in arns_in(inner)]
    return [value] if isinstance(value, str) and value.startswith("arn:") else []
