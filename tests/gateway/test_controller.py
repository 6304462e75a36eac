# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A deployment as a controller runs it: packed by one process, run by another one elsewhere, its events read by a third."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.progress import QUIET

from tests.gateway.playing import ROOT

BIN = Path(sys.executable).parent
HOSTS = {"american": ("us-east-1", "us"), "european": ("eu-west-1", "eu")}


@dataclass(frozen=True)
class Job:
    """What a controller knows of a job afterwards: its artifacts."""

    folder: Path

    def __getitem__(self, name):
        return (self.folder / name).read_text()

    @property
    def events(self):
        """Every file must be one whole JSON document."""
        reported = [json.loads(file.read_text()) for file in (self.folder / "job_events").glob("*.json")]
        return sorted(reported, key=lambda event: event["counter"])

    @property
    def changed(self):
        (stats,) = [event["event_data"] for event in self.events if event["event"] == "playbook_on_stats"]
        return {host for host in stats["ok"] if stats["changed"].get(host)}

    @property
    def slowest(self):
        """Seconds from the beginning of a deployment to the last write that its event tells of."""
        done = [event["event_data"] for event in self.events if event["event"] == "runner_on_ok"]
        (result,) = [data["res"] for data in done if data["task_action"] == "genai.bedrock.workloads"]
        return max(row["seconds"] for row in result["timeline"])


@pytest.fixture
def project(tmp_path):
    """A job as the controller keeps it: a project, an inventory, variables. The collection is the node's own."""
    hosts = {
        name: {"bedrock_environment": name, "bedrock_regions": [region], "bedrock_geography": geography}
        for name, (region, geography) in HOSTS.items()
    }
    files = {
        "project/deploy.yml": [{"name": "Deploy", "ansible.builtin.import_playbook": "genai.bedrock.deploy"}],
        "inventory/hosts.yml": {"all": {"children": {"bedrock": {"hosts": hosts}}}},
        "env/extravars": {
            "ansible_connection": "local",
            "ansible_python_interpreter": sys.executable,
            "bedrock_roles": ["embedding"],
            "bedrock_connection": {"access_key": "local", "secret_key": "unused-by-the-endpoint", "profile": ""},
        },
    }
    for name, content in files.items():
        path = tmp_path / "controller" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        # JSON is YAML.
        path.write_text(json.dumps(content))
    return tmp_path / "controller"


def run_job(aws, project, name, *arguments):
    """transmit | worker | process, each with nothing of the other but the stream between them."""
    # What stands on the execution node: programs and collections.
    environment = os.environ | {
        "AWS_ENDPOINT_URL": aws.url,
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
        "ANSIBLE_COLLECTIONS_PATH": str(ROOT / ".ansible/collections"),
    }
    steps = (
        ["transmit", str(project), "-p", "deploy.yml", "--ident", name, *arguments],
        ["worker", "--private-data-dir", str(project.with_name(f"node-{name}"))],
        ["process", str(project.with_name(f"results-{name}")), "--ident", name],
    )
    stream = b""
    for step in steps:
        command = [BIN / "ansible-runner", *step]
        done = subprocess.run(
            command, cwd=project.parent, env=environment, input=stream, capture_output=True, check=False
        )
        stream = done.stdout
        assert done.returncode == 0, (done.stdout + done.stderr).decode(errors="replace")[-6000:]
    job = Job(project.with_name(f"results-{name}") / "artifacts" / name)
    assert (job["status"], job["rc"]) == ("successful", "0"), job["stdout"]
    return job


def test_a_job_in_slices_and_once_more_as_a_whole(aws, project):
    """One slice has one account; the lines of a long run are in no event of the controller."""
    # A record; the first one is the lock, whose calls have a limit that a loaded machine may miss.
    aws.at("PutParameter", lambda _call: time.sleep(QUIET + 1), nth=2)
    first = run_job(aws, project, "slice", "--limit", "american")
    assert first.changed == {"american"}
    assert first.slowest > QUIET
    assert not [event for event in first.events if event["event"] == "verbose" and "us-east-1 " in event["stdout"]]
    assert "/american/bedrock/inference-profiles" in first["stdout"], "the summary is what people read there"
    whole = run_job(aws, project, "whole", "--forks", "2")
    assert whole.changed == {"european"}
    for name, (region, _geography) in HOSTS.items():
        path = f"/{name}/bedrock/inference-profiles/embedding/titan"
        record = json.loads(aws.client("ssm", region).get_parameter(Name=path)["Parameter"]["Value"])
        assert record["environment"] == name
        assert record["targets"][0]["region"] == region
