# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The modules without a playbook: in this process, or one in a process of its own."""

from __future__ import annotations

from tests.faults.apart import apart
from tests.faults.deploying import TITAN, profiles
from tests.gateway.running import run_module

REGIONS = ("us-east-1", "us-west-2", "eu-west-1", "ap-northeast-1")
OWNER = {"Environment": "faults", "Workload": "faults"}
NAME = "/faults/lost"


def bulk(at, model=TITAN, state="present"):
    entry = {"name": "lost", "model_source": model, "state": state}
    return run_module("inference_profiles", at, inference_profiles={"chat": entry}, ownership_tags=OWNER)


def put(at, value):
    return run_module("ssm_parameter", at, name=NAME, value=value, type="String")


def converge(at, entries, **more):
    """The bulk module, apart."""
    return apart(at, "inference_profiles", **_bulk_options(entries, more))


def converge_here(at, entries, **more):
    """The same in this process."""
    return run_module("inference_profiles", at, **_bulk_options(entries, more))


def _bulk_options(entries, more):
    wanted = {key: {"model_source": TITAN, **entry} for key, entry in entries.items()}
    return {"inference_profiles": wanted, "ownership_tags": OWNER, "regions": list(REGIONS)} | more


def made(aws):
    return [tags["ProfileKey"] for region in REGIONS for tags in profiles(aws, region).values()]
