# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What `ansible-playbook` prints of a deployment while it lasts, and what it must not print."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from ansible_collections.genai.bedrock.plugins.module_utils._core.lease import Lock

from tests import packing
from tests.gateway.playing import ROOT, environment
from tests.gateway.running import run_module

PLAYBOOK = str(Path(__file__).with_name("progress.yml"))
SONNET, HAIKU = "anthropic.claude-sonnet-4-6", "anthropic.claude-haiku-4-5-20251001-v1:0"
CALLBACKS = str(Path(__file__).with_name("callback_plugins"))
#: Seconds instead of those of a user, which would be waited for in each test.
QUIET = 0.5
#: Lines of the plugin are indented by two, and nothing else is that begins with a host or a region.
LINE = re.compile(r"^  (?:\S+ +)?(?:us-east-1 |waiting |and \d+ more)", re.MULTILINE)

CALLBACK = '''
import json
from ansible.plugins.callback import CallbackBase

class CallbackModule(CallbackBase):
    """As ansible.posix.json: one document at the end, and nothing else on stdout."""
    CALLBACK_VERSION, CALLBACK_TYPE, CALLBACK_NAME = 2.0, "stdout", "json"

    def __init__(self):
        super().__init__()
        self.results = []

    def v2_runner_on_ok(self, result):
        self.results.append(result._result)

    def v2_playbook_on_stats(self, stats):
        self._display.display(json.dumps(self.results, default=str))
'''


def entries(model=SONNET):
    return {"search": {"model": model}, "help": {"model": model}}


def command(*hosts, **variables):
    given = {"ansible_connection": "local", "ansible_python_interpreter": sys.executable, "account": "local"}
    given |= {"entries": entries()} | variables
    playbook = str(Path(sys.executable).with_name("ansible-playbook"))
    return [playbook, PLAYBOOK, "-i", ",".join([*hosts, ""]), "-e", json.dumps(given)]


def impatient(aws, *callbacks, **settings):
    """The environment of a run that shows lines after ``QUIET`` seconds."""
    plugins = os.pathsep.join([packing.CALLBACKS, CALLBACKS, *callbacks])
    enabled = f"{packing.CALLBACK},impatient"
    ours = {"ANSIBLE_CALLBACK_PLUGINS": plugins, "ANSIBLE_CALLBACKS_ENABLED": enabled, "PROGRESS_QUIET": str(QUIET)}
    return environment(aws, PYTHONUNBUFFERED="1", **ours, **settings)


def played(aws, *hosts, callbacks=(), settings=(), **variables):
    """Standard output of a run that must succeed."""
    reported = impatient(aws, *callbacks, **dict(settings))
    done = subprocess.run(
        command(*hosts, **variables), cwd=ROOT, env=reported, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"Quiet for {QUIET} s" in done.stderr, done.stderr
    return done.stdout


def deployed(aws, *environments):
    """The same deployment, quickly and in this process."""
    for name in environments:
        workloads = {"shop": {"entries": entries()}}
        reported = run_module(
            "workloads", aws, environment=name, regions=["us-east-1"], geography="us", workloads=workloads
        )
        assert reported["changed"], reported


def abandoned_lock(aws, environment):
    """What a run leaves that was killed a moment ago: the next one has to wait until it lapses."""
    lock = Lock(environment, f"/{environment}/bedrock/inference-profiles", "ann@ci-7 pid 12", "deploy shop")
    claim = replace(lock.claim("killed", datetime.now(UTC)), lease_seconds=1)
    tags = [{"Key": key, "Value": value} for key, value in lock.tags.items()]
    aws.client("ssm").put_parameter(Name=lock.name, Value=claim.text, Type="String", Tags=tags)
    return f"us-east-1: waiting for the lock {lock.name}, held by ann@ci-7 pid 12 (deploy shop)"


def test_lines_appear_while_the_task_runs(aws):
    """Two hosts side by side; one of four profiles is only created when the line of another one has been read."""
    deployed(aws, "one", "second")
    waiting = abandoned_lock(aws, "second")
    read = threading.Event()
    aws.at("CreateInferenceProfile", lambda _call: read.wait(30), nth=2)
    arguments = command("one", "second", entries=entries(HAIKU), grace=2)
    lines = []
    with subprocess.Popen(arguments, cwd=ROOT, env=impatient(aws), stdout=subprocess.PIPE, text=True) as run:
        for line in run.stdout:
            lines.append(line.rstrip())
            if lines[-1].endswith(" created"):
                read.set()
    output = "\n".join(lines)
    assert (run.returncode, read.is_set()) == (0, True), output
    for host in ("one", "second"):
        prefix = f"  {host:6}  "
        reported = [line.removeprefix(prefix) for line in lines if line.startswith(prefix)]
        assert "us-east-1       shop/search                   created" in reported, output
        assert "us-east-1       shop/help                     deleted" in reported, output
        assert reported.count("waiting 2 s for readers to move on") == 1, output
        assert any(line.startswith(waiting) for line in reported) is (host == "second"), output
        assert max(lines.index(prefix + line) for line in reported) < lines.index(f"changed: [{host}]"), output
        assert len(reported) <= 12, output


def test_a_run_that_changes_nothing_shows_nothing_extra_however_long_it_takes(aws, tmp_path):
    """And registers the same as without lines."""
    deployed(aws, "one")
    aws.at("GetParameters", lambda _call: time.sleep(QUIET * 2))
    reported = {}
    for switch in ("true", "false"):
        folder = tmp_path / switch
        folder.mkdir()
        output = played(aws, "one", settings={"GENAI_BEDROCK_PROGRESS": switch}, kept=str(folder))
        reported[switch] = (output, json.loads((folder / "one.json").read_text()))
    assert reported["true"] == reported["false"]
    assert reported["true"][1]["changed"] is False


def test_what_must_stay_json_stays_json(aws, tmp_path):
    (tmp_path / "json.py").write_text(CALLBACK)
    aws.at("PutParameter", lambda _call: time.sleep(QUIET * 2))
    shown = played(aws, "one", callbacks=[str(tmp_path)], settings={"ANSIBLE_STDOUT_CALLBACK": "json"})
    (result,) = json.loads(shown)
    assert result["changed"]
    assert len(result["timeline"]) == 5


def test_a_task_in_the_background_is_polled_as_any_other(aws, tmp_path):
    aws.at("PutParameter", lambda _call: time.sleep(QUIET * 2))
    output = played(aws, "one", limit=60, kept=str(tmp_path))
    assert not LINE.search(output)
    assert "ASYNC OK on one" in output
    result = json.loads((tmp_path / "one.json").read_text())
    assert (result["changed"], result["finished"], len(result["timeline"])) == (True, 1, 5)
