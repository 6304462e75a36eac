# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A plan as a value and as a page, and how it differs from an approved one."""

from __future__ import annotations

import copy
import json
import re

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.approval import differences, plan_fault
from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.plan import change, plan_value
from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment.plan_page import MOST, plan_page

from tests.unit import repo_facts as repo

ARN = "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc"


def row(key="chat", region="us-east-1", action="replace", kind="inference_profile", **members):
    shown = {"before": {"name": "old"}, "after": {"name": "new"}, "acts_on": [ARN], "reasons": ["name old → new"]}
    shown |= members
    return change(("copilot", kind, key, region), action, shown.pop("reasons"), **shown)


def plan(*changes, settings=None, accounts=("123456789012",), **further):
    how = {"copilot": {"grace_seconds": 60}} if settings is None else settings
    return plan_value("dev", accounts, changes, how, **{"reader_steps": [], "errors": []} | further)


def test_order_does_not_matter():
    rows = [row(key=key, region=region) for key in ("a", "b") for region in ("us-east-1", "us-west-2")]
    assert plan(*rows) == plan(*reversed(rows))


@pytest.mark.parametrize(
    ("current", "said"),
    [
        (plan(row()), []),
        (plan(row(origin="aws", origin_reason="changed by hand in AWS")), []),
        (plan(), ["copilot/chat in us-east-1: replace was approved, and is no longer due"]),
        (
            plan(row(), row(key="new", action="create")),
            ["copilot/new in us-east-1: create is due, and was not approved"],
        ),
        (
            plan(row(action="retag")),
            ["replace was approved, and is no longer due", "retag is due, and was not approved"],
        ),
        (plan(row(acts_on=["arn:other"])), ["acts_on: approved ['arn:aws", "now ['arn:other']"]),
        (plan(row(after={"name": "newer"})), ["after.name: approved new, now newer"]),
        (plan(row(), settings={"copilot": {"grace_seconds": 0}}), ["copilot.grace_seconds: approved 60, now 0"]),
        (plan(row(), accounts=["2"]), ["approved for accounts ['123456789012'], and this is ['2']"]),
    ],
)
def test_what_differs_is_said(current, said):
    found = differences(plan(row()), current)
    assert bool(found) == bool(said)
    assert all(text in "\n".join(found) for text in said), found


def edited(**members):
    return plan(row()) | members


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (plan(row()), ""),
        ([], "is no plan"),
        ({"changes": []}, "is no plan"),
        (edited(schema=2), "has schema 2"),
        (edited(changes=[]), "was changed after it was written"),
        (edited(changes=[None]), "was changed after it was written"),
        (edited(settings={}), "was changed after it was written"),
    ],
)
def test_what_is_no_plan(value, said):
    assert said in plan_fault(value)
    assert bool(said) == bool(plan_fault(value))


def test_many_differences_are_counted():
    found = differences(plan(), plan(*(row(key=f"k{number}") for number in range(400))))
    assert (len(found), found[-1]) == (22, "and 380 more differences")


def test_a_page_of_any_size_fits_into_a_comment():
    tags = {f"tag{number}": "x" * 200 for number in range(20)}
    rows = [row(key=f"k{number:03}", after=tags, reasons=[f"reason {number} {'y' * 250}"]) for number in range(400)]
    steps = [{"workload": f"w{number}", "steps": ["z" * 500] * 5} for number in range(50)]
    page = plan_page(plan(*rows, reader_steps=steps))
    assert len(page) <= MOST
    assert page.count("<details>") == page.count("</details>") > 0
    assert "more lines, which plan.json has" in page
    assert "more, which plan.json has in full" in page


def test_a_page_has_one_row_for_what_differs_in_place_only():
    rows = [row(key=key, region=region) for key in ("chat", "code") for region in ("us-east-1", "us-west-2")]
    table = [line for line in plan_page(plan(*rows)).splitlines() if line.startswith("| replace")]
    assert table == [r"| replace | copilot: chat, code | us\-east\-1, us\-west\-2 |  | name old → new |"]


HOSTILE = "<img src=x onerror=alert(1)> @everyone `a` | b [c](http://d) </details>\n# head \u202e ```"


def test_hostile_text_is_text():
    page = plan_page(plan(row(key=HOSTILE, after={"name": HOSTILE}, reasons=[HOSTILE])), host=HOSTILE)
    fences = re.sub(r"(?s)(`{4,})diff\n.*?\n\1", "", page)
    assert not re.search(r"(?<!\\)(<(?!/?(details|summary)>)|@)", fences)
    assert "\u202e" not in fences
    assert len([line for line in page.splitlines() if line.startswith("| replace")]) == 1
    assert page.count("````") == 2, "what holds a fence has a longer one around it"


def test_nothing_to_do():
    assert "In sync" in plan_page(plan())


def test_the_documentation_names_every_member():
    text = (repo.ROOT / "docs/review.md").read_text().partition("## plan.json")[2]
    named = set(re.findall(r"`(?:changes\[\])?\.?(\w+)`", text))
    assert {*plan(row()), *row(), "metadata"} - named == set()


def test_a_plan_survives_its_file():
    found = plan(row())
    kept = json.loads(json.dumps(copy.deepcopy(found)))
    assert differences(kept, found) == []
