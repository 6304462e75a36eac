# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is sent of a pattern, of policies and of a data type: what is set, and what a write would lose."""

from __future__ import annotations

import pytest

from tests.unit.plugins.module_utils._core.parameters.test_plan import (
    EXPIRES,
    GUARDED,
    PATTERNED,
    decide,
    live,
    step_of,
    want,
)


@pytest.mark.parametrize(
    ("wanted", "found", "sent"),
    [
        ({"policies": (EXPIRES,)}, None, {"tier": "Advanced", "policies": f"[{EXPIRES}]"}),
        ({"data_type": "json", "value": "{}"}, None, {"tier": "Advanced", "data_type": "json"}),
        ({"data_type": "text", "allowed_pattern": "", "policies": ()}, None, {"tier": "Standard"}),
        ({"policies": (EXPIRES,)}, {}, {"tier": "Advanced", "policies": f"[{EXPIRES}]"}),
        ({"policies": ()}, GUARDED, {"tier": "Advanced", "policies": "[{}]"}),
        ({"value": "w"}, GUARDED, {"tier": "Advanced", "policies": None}),
        ({"value": "vw"}, PATTERNED, {"allowed_pattern": "v"}),
        ({"value": "w", "allowed_pattern": ""}, PATTERNED, {"allowed_pattern": ""}),
        ({"data_type": "url"}, {}, {"tier": "Advanced", "data_type": "url"}),
        ({"value": "w"}, {"data_type": "integer"}, {"data_type": "integer"}),
        ({"data_type": "text"}, {"data_type": "integer"}, {"data_type": "text"}),
    ],
)
def test_what_is_sent_of_pattern_policies_and_data_type(wanted, found, sent):
    put = step_of(want(**wanted), None if found is None else live(**found)).put
    reported = {"allowed_pattern": put.allowed_pattern, "policies": put.policies, "data_type": put.data_type}
    assert ({"tier": put.tier} | reported).items() >= sent.items()
    assert all(value is None for name, value in reported.items() if name not in sent)


def test_a_value_that_the_pattern_refuses_is_not_written():
    (problem,) = decide(want(value="w"), live(**PATTERNED)).problems
    assert "value does not match allowed_pattern 'v'" in problem.message
