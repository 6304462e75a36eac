# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A map deployed as one role declares it, and what must hold of AWS afterwards."""

from __future__ import annotations

import functools
import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.faults.apart import begin
from tests.gateway import deploying
from tests.gateway.deploying import Deployed
from tests.gateway.playing import ROOT, environment
from tests.gateway.running import writes

INVENTORY = "inventories/local"
PLAYBOOK = str(Path(__file__).with_name("one_role.yml"))
PREFIX = "/local/bedrock/inference-profiles"
TITAN, COHERE = "amazon.titan-embed-text-v2:0", "cohere.embed-multilingual-v3"


def entries(*keys: str, model: str = TITAN, regions: Iterable[str] = ("us-east-1",)) -> dict[str, Any]:
    return {key: {"model": model, "regions": list(regions)} for key in keys}


def deploy(at, wanted: dict[str, Any], *, check: bool = False, **variables: Any) -> Deployed:
    return deploying.deploy(at, INVENTORY, check=check, **_settings(wanted, variables))


def teardown(at, **variables: Any) -> Deployed:
    return deploying.teardown(at, INVENTORY, **variables)


def start(at, wanted: dict[str, Any], **variables: Any) -> subprocess.Popen[str]:
    """``deploy`` in a process of its own, which is not waited for."""
    return begin(at, "workloads", **deploying.parameters(at, INVENTORY, **_settings(wanted, variables)))


def start_playbook(at, wanted: dict[str, Any], **variables: Any) -> subprocess.Popen[str]:
    """The same by a whole ansible-playbook of somebody's own."""
    words = [PLAYBOOK, "-i", INVENTORY, "-e", json.dumps({"inference_profiles_entries": wanted} | variables)]
    return subprocess.Popen(
        [str(Path(sys.executable).with_name("ansible-playbook")), *words],
        cwd=ROOT,
        env=environment(at),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def _settings(wanted: dict[str, Any], variables: dict[str, Any]) -> dict[str, Any]:
    """The engine's role alone. The preflight would tell beforehand what these tests want to go wrong on the way."""
    settings = {"roles": ("inference_profiles",), "inference_profiles_preflight": "skip"}
    return settings | {"inference_profiles_entries": wanted} | variables


@functools.cache
def client(aws, service: str, region: str = "us-east-1", account: str = "local") -> Any:
    """One for each place: making a client takes longer than what is asked of it here."""
    return aws.client(service, region, account=account)


def profiles(aws, region: str = "us-east-1", account: str = "local") -> dict[str, dict[str, str]]:
    """ARN → tags of every application profile of a region."""
    bedrock = client(aws, "bedrock", region, account)
    pages = bedrock.get_paginator("list_inference_profiles").paginate(typeEquals="APPLICATION")
    arns = [row["inferenceProfileArn"] for page in pages for row in page["inferenceProfileSummaries"]]
    return {
        arn: {tag["key"]: tag["value"] for tag in bedrock.list_tags_for_resource(resourceARN=arn)["tags"]}
        for arn in arns
    }


def records(aws, account: str = "local", region: str = "us-east-1", prefix: str = PREFIX) -> dict[str, Any]:
    """`<workload>/<key>` → record."""
    ssm = client(aws, "ssm", region, account)
    pages = ssm.get_paginator("get_parameters_by_path").paginate(Path=prefix, Recursive=True)
    rows = [row for page in pages for row in page["Parameters"]]
    return {row["Name"].removeprefix(f"{prefix}/"): json.loads(row["Value"]) for row in rows}


def document(aws) -> dict[str, Any]:
    """The document; empty where there is none yet."""
    found = client(aws, "ssm").get_parameters(Names=[PREFIX])["Parameters"]
    return dict(json.loads(found[0]["Value"])) if found else {}


def dangling(aws) -> list[str]:
    """What readers are sent to and would not find: there must never be any, not even in the middle of a run.

    ARNs in records and in the document that no profile has, and records of the document's index form that are not there.
    """
    reported = document(aws)
    index = reported.get("records", {}) if reported.get("index") else {}
    listed = {f"{workload}/{key}" for workload, keys in index.items() for key in keys}
    published = records(aws)
    named = {target["arn"] for record in published.values() for target in record["targets"]} | set(arns_in(reported))
    live = {arn for region in {arn.split(":")[3] for arn in named} for arn in profiles(aws, region)}
    return sorted((named - live) | (listed - published.keys()))


def arns_in(value: Any) -> Iterable[str]:
    """Every ARN of JSON data, wherever it stands."""
    if isinstance(value, str):
        return [value] if value.startswith("arn:") else []
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [arn for one in inner for arn in arns_in(one)]


def assert_deployed(aws, wanted: dict[str, Any]) -> None:
    """Exactly the wanted profiles with their tags, a record for each that names nothing else, and the document."""
    published = records(aws)
    assert sorted(published) == [f"inference_profiles/{key}" for key in sorted(wanted)]
    live = {arn: tags for region in ("us-east-1", "us-west-2") for arn, tags in profiles(aws, region).items()}
    named = []
    for key, entry in wanted.items():
        record = published[f"inference_profiles/{key}"]
        assert (record["previous"], record["base_model_id"]) == ([], entry["model"])
        assert [target["region"] for target in record["targets"]] == entry["regions"]
        named += [target["arn"] for target in record["targets"]]
        for target in record["targets"]:
            tags = live[target["arn"]]
            assert (tags["ManagedBy"], tags["Environment"]) == ("genai.bedrock", "local")
            assert (tags["Workload"], tags["ProfileKey"]) == ("inference_profiles", key)
            assert tags["ModelSource"].endswith(f"{target['region']}::foundation-model/{entry['model']}")
            assert {"CostCenter", "Application", "CreatedBy", "CreatedDate"} <= set(tags)
    assert sorted(named) == sorted(live)
    first = {key: published[f"inference_profiles/{key}"]["targets"][0]["arn"] for key in wanted}
    assert document(aws).get("inference_profiles", {}) == first


def assert_settled(aws, at, wanted: dict[str, Any]) -> None:
    """All is as wanted, and a further run neither changes nor writes anything."""
    assert_deployed(aws, wanted)
    aws.clear_calls()
    assert deploy(at, wanted).ok().changed == 0
    assert writes(aws) == []
