# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The account's quota of profiles against what is to be made."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.preflight.quota import quota_finding, to_be_made
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.inference_profiles import (
    LiveProfile,
    WantedProfile,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.profiles.sources import Source

from tests.unit.plugins.module_utils.fakes import HAIKU, TITAN, fm

EAST = "us-east-1"
SOURCE = Source(fm(TITAN), TITAN, (fm(TITAN),))


def live(name, model_id=TITAN):
    return LiveProfile(f"arn:{name}", name, name, EAST, (fm(model_id),))


@pytest.mark.parametrize(
    ("profiles", "new"),
    [
        ([], 1),
        ([live("wanted")], 0),
        ([live("wanted-1a2b")], 0),
        ([live("other")], 1),
        ([live("wanted", HAIKU)], 1),
    ],
    ids=["none lives", "it lives", "it was replaced before", "another lives", "its model changes"],
)
def test_new_profiles_are_made_before_old_ones_go(profiles, new):
    wanted = [WantedProfile("key", EAST, "wanted", TITAN)]
    assert to_be_made(wanted, {("key", EAST): SOURCE}, profiles) == new


def test_an_entry_without_a_source_is_not_made():
    assert to_be_made([WantedProfile("key", EAST, "wanted", "nobody.knows")], {}, []) == 0


@pytest.mark.parametrize(
    ("count", "planned", "new", "quota", "said"),
    [
        (998, 0, 2, 1000, None),
        (999, 0, 2, 1000, "2 more inference profiles do not fit into the quota of us-east-1: it has 999 of 1000"),
        (996, 2, 2, 1000, None),
        (996, 3, 2, 1000, "of us-east-1: it has 996 of 1000, and 3 more are planned"),
        (0, 0, 0, 0, None),
        (5, 3, 0, 5, None),
    ],
    ids=[
        "just fits",
        "one too many",
        "fits beside others",
        "not beside others",
        "nothing to make",
        "others do not fit",
    ],
)
def test_finding(count, planned, new, quota, said):
    finding = quota_finding(EAST, live=count, planned=planned, new=new, quota=quota)
    assert (finding is None) is (said is None)
    assert said is None or said in finding.message
