# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The user's document as its Terraform leaves it, taken over: nothing is made anew, nothing is lost, no reader waits."""

from __future__ import annotations

import json
import re

import pytest

from tests.gateway import deploying
from tests.gateway.running import run_module, writes
from tests.gateway.snapshots import EAST, plant, snapshot
from tests.gateway.test_reference import INVENTORY, PROFILES, THE_DAY

PREFIX = "/production/bedrock/inference-profiles"
#: `var.common_tags` of the document, which says nothing of what is in it.
COMMON = {"Project": "genai", "CostCentre": "4711"}
ADOPT = {
    f"{role}_adopt": True for role in ("inference_profiles", "copilot", "cai", "embedding", "cross_region", "publish")
}


def terraformed(aws):
    """Profiles and parameter of the document; returns the parameter's value."""
    arns = {}
    for (region, name), (model, description, tags) in PROFILES.items():
        common = COMMON if "ProfileKey" in tags else {}
        profile = plant(name, model, common | tags, region=region, days=100)
        profile.description = description
        arns[name] = profile.arn
    value = {
        "cai": {key.removeprefix("cai-").replace("-", "_"): arn for key, arn in arns.items() if key.startswith("cai-")},
        "copilot": {"primary_arn": arns["claude-copilot-production"]},
        "embeddings": {"cohere": None, "titan": arns["titan-embeddings-production"]},
    }
    listed = [{"Key": key, "Value": text} for key, text in COMMON.items()]
    aws.client("ssm").put_parameter(Name=PREFIX, Value=json.dumps(value), Type="String", Tags=listed)
    return value


def contains(value, wanted):
    """Whether a reader that knows the old shape finds every ARN where it was."""
    return all(value[section].items() >= keys.items() for section, keys in wanted.items())


def deploy(aws, *roles, **settings):
    aws.clear_calls()
    return deploying.deploy(aws, INVENTORY, roles=roles or deploying.ROLES, **settings)


def test_the_documents_resources_are_taken_over(aws):
    aws.switch(catalogue_date=THE_DAY)
    old = terraformed(aws)
    before = snapshot()
    refused = deploy(aws, "embedding")
    assert "titan-embeddings-production" in refused.output
    assert "set adopt: true" in refused.output
    assert (refused.status == 0, writes(aws), snapshot()) == (False, [], before)
    planned = deploy(aws, check=True, **ADOPT).ok()
    assert "(a plan; nothing was changed)" in planned.output
    # Theirs had no guardrails.
    created = re.findall(r" create +(\S+)", planned.output.partition("(a plan; nothing was changed)")[2])
    assert created == ["guardrail"]
    assert f"{EAST}, us-west-2  create  " in planned.output
    assert (writes(aws), snapshot()) == ([], before)

    deploy(aws, **ADOPT).ok()
    created_or_lost = {"CreateInferenceProfile", "DeleteInferenceProfile", "UntagResource", "DeleteParameter"}
    assert set(writes(aws)) & (created_or_lost | {"RemoveTagsFromResource"}) == set()
    after = snapshot()
    assert after.profiles.keys() == before.profiles.keys()
    for arn, (name, models, tags) in before.profiles.items():
        assert after.profiles[arn][:2] == (name, models)
        # Not one of their tags is lost or changed.
        assert after.profiles[arn][2].items() >= tags.items()
        assert after.profiles[arn][2]["ManagedBy"] == "genai.bedrock"
    _value, _type, version, tags = after.parameters[EAST, PREFIX]
    assert tags.items() >= {**COMMON, "ManagedBy": "genai.bedrock", "Environment": "production"}.items()
    history = aws.client("ssm").get_parameter_history(Name=PREFIX)["Parameters"]
    assert [row["Version"] for row in history] == list(range(1, version + 1))
    assert all(contains(json.loads(row["Value"]), old) for row in history)

    again = deploy(aws, **ADOPT).ok()
    assert (again.changed, writes(aws), snapshot()) == (False, [], after)


def lost(output, paths):
    """Whether the refusal names exactly these paths of the old document, and the way out."""
    reported = re.search(r"readers would no longer find (.*?): adopt all roles of the environment in one run", output)
    return reported is not None and reported[1].split(", ") == sorted(paths)


def arn_paths(value, *but):
    return [
        f"{section}.{key}" for section, keys in value.items() for key, arn in keys.items() if arn and key not in but
    ]


@pytest.mark.parametrize("check", [True, False])
def test_with_tags_their_parameter_stays_as_it_is(aws, check):
    """A document of one role alone would take away from readers what the other roles have not adopted yet."""
    aws.switch(catalogue_date=THE_DAY)
    old = terraformed(aws)
    before = snapshot().parameters[EAST, PREFIX]
    refused = deploy(aws, "embedding", check=check, **ADOPT)
    assert refused.status != 0
    assert lost(" ".join(refused.output.split()), arn_paths(old, "titan"))
    assert snapshot().parameters[EAST, PREFIX] == before
    if not check:
        deploy(aws, **ADOPT).ok()
        assert contains(json.loads(snapshot().parameters[EAST, PREFIX][0]), old)
        # Now it is ours, and tells what there is.
        deploy(aws, "embedding", **ADOPT).ok()


def test_one_key_that_cannot_be_adopted_leaves_their_parameter_as_it_is(aws):
    aws.switch(catalogue_date=THE_DAY)
    old = terraformed(aws)
    before = snapshot()
    arn = old["cai"]["sales_copilot"]
    aws.switch(
        fail=[{"operation": "bedrock:TagResource", "code": "AccessDeniedException", "status": 403, "match": arn}]
    )
    failed = deploy(aws, **ADOPT)
    assert failed.status != 0
    assert "cai/sales_copilot in us-west-2" in failed.output
    assert lost(" ".join(failed.output.split()), ["cai.sales_copilot"])
    after = snapshot()
    assert after.parameters[EAST, PREFIX] == before.parameters[EAST, PREFIX]
    assert after.profiles.keys() == before.profiles.keys()
    aws.switch(fail=[])
    deploy(aws, **ADOPT).ok()
    assert contains(json.loads(snapshot().parameters[EAST, PREFIX][0]), old)


SOURCE = "arn:aws:bedrock:us-east-1::foundation-model/amazon.titan-embed-text-v2:0"
ENTRY = {"mine": {"name": "mine", "model_source": SOURCE, "regions": [EAST], "tags": {"Team": "search"}}}
OWNER = {"Environment": "production", "Workload": "inference_profiles"}


def bulk(aws, *, check=False, **options):
    return run_module("inference_profiles", aws, check=check, inference_profiles=ENTRY, ownership_tags=OWNER, **options)


def test_once_adopted_their_tags_go_with_the_word_unless_an_entry_has_them(aws):
    """The last step of docs/from-terraform.md: what shall stay is listed before adopt is left out."""
    theirs = {"Team": "search", "Project": "genai", "CreatedBy": "terraform", "CreatedDate": "2025-01-01T00:00:00Z"}
    arn = plant("mine", tags=theirs).arn
    bulk(aws, adopt=True)
    assert snapshot().profiles[arn][2].items() >= theirs.items()
    kept = {"tags": {"Project": "genai"}}
    assert bulk(aws, **kept)["changed"] is False
    assert bulk(aws)["actions"][0]["reasons"] == ["tag Project removed"]
    assert snapshot().profiles[arn][2].keys() >= {"Team", "CreatedBy", "CreatedDate", "ManagedBy"}
    assert bulk(aws)["changed"] is False


@pytest.mark.parametrize("adopt", [False, True])
def test_a_tag_that_says_terraform_manages_it_has_to_go_first(aws, adopt):
    plant("mine", tags={"ManagedBy": "terraform"})
    before = snapshot()
    for check in (True, False):
        refused = bulk(aws, check=check, adopt=adopt)
        assert "managed by 'terraform'" in refused["msg"]
    assert (writes(aws), snapshot()) == ([], before)
