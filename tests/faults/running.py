# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The modules without a playbook: in this process, or one in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time

from tests.faults.deploying import TITAN, profiles
from tests.gateway.playing import ROOT
from tests.gateway.running import run_module

REGIONS = ("us-east-1", "us-west-2", "eu-west-1", "ap-northeast-1")
OWNER = {"Environment": "faults", "Workload": "faults"}
NAME = "/faults/lost"


def bulk(at, model=TITAN, state="present"):
    entry = {"name": "lost", "model_source": model, "state": state}
    return run_module("inference_profiles", at, inference_profiles={"chat": entry}, ownership_tags=OWNER)


def put(at, value):
    return run_module("ssm_parameter", at, name=NAME, value=value, type="String")


def apart(at, module, **parameters):
    """A module in a process of its own: its result, and the seconds that all of it took."""
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.one_module", at.url, module],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": f"{ROOT}:{ROOT / '.ansible/collections'}"},
        input=json.dumps(parameters),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    elapsed = time.monotonic() - begun
    assert done.returncode == 0, done.stderr[-4000:]
    return json.loads(done.stdout), elapsed


def converge(at, entries, **more):
    """The bulk module, apart."""
    wanted = {key: {"model_source": TITAN, **entry} for key, entry in entries.items()}
    options = {"inference_profiles": wanted, "ownership_tags": OWNER, "regions": list(REGIONS)} | more
    return apart(at, "inference_profiles", **options)


def made(aws):
    return [tags["ProfileKey"] for region in REGIONS for tags in profiles(aws, region).values()]
