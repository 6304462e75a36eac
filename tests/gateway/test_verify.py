# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The playbook verify: a line for each published target, and a list of those that do not answer as they should."""

from __future__ import annotations

import json

from tests.gateway.playing import play

PREFIX = "/local/bedrock/inference-profiles"


def verify(aws, *arguments, **variables):
    return play(aws, "genai.bedrock.verify", "inventories/local", *arguments, **variables)


def told(played):
    """What was printed, without the breaks of lines."""
    return " ".join(played.output.split())


def test_every_published_target_is_called_in_its_region(aws):
    nothing = verify(aws)
    assert f"No record is published below {PREFIX} in us-east-1" in told(nothing)
    assert nothing.status != 0
    entries = {"titan": {"dimensions": 512}, "document": {"regions": ["us-east-1"]}}
    play(aws, "genai.bedrock.deploy", "inventories/local", "--tags", "embedding", embedding_entries=entries).ok()
    aws.clear_calls()
    good = verify(aws).ok()
    assert good.changed == 0
    assert "3 of 3 targets answered" in good.output
    assert sorted(call["region"] for call in aws.calls("InvokeModel")) == ["us-east-1", "us-east-1", "us-west-2"]
    aws.clear_calls()
    verify(aws, "--check").ok()
    assert aws.calls("InvokeModel") == []
    assert "2 of 2 targets answered" in verify(aws, "--tags", "embedding", bedrock_keys="embedding/titan").ok().output
    assert "there are embedding/document, embedding/titan" in told(verify(aws, "--tags", "cai"))

    # One target may not be called, and one model does not answer as its record says.
    aws.switch(deny=["bedrock:InvokeModel@us-west-2"])
    ssm = aws.client("ssm")
    record = json.loads(ssm.get_parameter(Name=f"{PREFIX}/embedding/document")["Parameter"]["Value"])
    text = json.dumps(record | {"dimensions": 999})
    ssm.put_parameter(Name=f"{PREFIX}/embedding/document", Value=text, Type="String", Overwrite=True)
    bad = verify(aws)
    assert bad.status != 0
    assert "1 of 3 targets answered" in bad.output
    assert "embedding/titan in us-west-2" in told(bad)
    assert "bedrock:InvokeModel" in bad.output
    assert "embedding/document in us-east-1" in told(bad)
