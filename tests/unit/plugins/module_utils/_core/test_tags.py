# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tags: values, differences, rules."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core import tags


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "true"),
        (False, "false"),
        (8192, "8192"),
        (0.3, "0.3"),
        ("x", "x"),
        (None, ""),
        (0, "0"),
        ("True", "True"),
    ],
)
def test_values_are_texts(value, text):
    assert tags.tag_value(value) == text


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("a" * 256, []),
        ("", []),
        ("a" * 257, ["has 257 characters and becomes a tag: at most 256 are allowed"]),
        ("a,b", ["'a,b' becomes a tag and has characters other than"]),
        ("é" * 257, ["has 257 characters", "has characters other than"]),
    ],
)
def test_a_text_that_becomes_a_tag(value, said):
    assert all(part in problem for part, problem in zip(said, tags.tag_value_problems(value), strict=True))


@pytest.mark.parametrize(
    ("layers", "merged"),
    [
        ((), {}),
        ((None, {"a": 1}), {"a": "1"}),
        (({"a": 1, "b": 2}, {"a": True}), {"a": "true", "b": "2"}),
    ],
)
def test_later_layers_win(layers, merged):
    assert tags.merge_tags(*layers) == merged


@pytest.mark.parametrize(
    ("actual", "wanted", "purge", "keep", "put", "remove"),
    [
        ({}, {}, True, (), {}, ()),
        ({"a": "1"}, {"a": "1"}, True, (), {}, ()),
        ({"a": "1"}, {"a": "2"}, True, (), {"a": "2"}, ()),
        ({"a": "1"}, {"b": "2"}, True, (), {"b": "2"}, ("a",)),
        ({"a": "1"}, {"b": "2"}, False, (), {"b": "2"}, ()),
        ({"b": "1", "a": "1"}, {}, True, (), {}, ("a", "b")),
        ({"aws:cloudformation:stack-name": "s"}, {}, True, (), {}, ()),
        ({"CreatedBy": "ansible", "CreatedDate": "2026-01-01"}, {}, True, (), {}, ()),
        ({"Environment": "dev"}, {}, True, ("Environment",), {}, ()),
        ({"a": ""}, {"a": ""}, True, (), {}, ()),
        ({}, {"a": ""}, True, (), {"a": ""}, ()),
    ],
)
def test_differences(actual, wanted, purge, keep, put, remove):
    delta = tags.diff_tags(actual, wanted, purge=purge, keep=keep)
    assert (delta.put, delta.remove) == (put, remove)
    assert bool(delta) is bool(put or remove)


OURS = {"ManagedBy": "genai.bedrock", "Environment": "dev", "Workload": "copilot", "ProfileKey": "chat"}


def many(count, prefix="k"):
    return {f"{prefix}{number:02d}": "x" for number in range(count)}


@pytest.mark.parametrize(
    ("actual", "wanted", "calls"),
    [
        pytest.param({}, {}, [], id="nothing"),
        pytest.param(OURS, OURS | {"a": "1"}, [("put", 1)], id="put"),
        pytest.param(OURS | {"a": "1"}, OURS, [("remove", 1)], id="remove"),
        pytest.param(OURS | many(30), OURS | many(16, "n"), [("put", 16), ("remove", 30)], id="room for both"),
        pytest.param(
            OURS | many(30), OURS | many(30, "n"), [("remove", 14), ("put", 30), ("remove", 16)], id="all are renamed"
        ),
        pytest.param(OURS | many(46), OURS | many(46, "n"), [("remove", 46), ("put", 46)], id="all at the limit"),
        pytest.param(OURS | many(46), OURS | many(45) | {"n": "1"}, [("remove", 1), ("put", 1)], id="one at the limit"),
        pytest.param(OURS | many(46), OURS | many(45) | {"k00": "y"}, [("put", 1), ("remove", 1)], id="a new value"),
        pytest.param(
            OURS | {"aws:a": "x"} | many(45),
            OURS | many(44) | many(2, "n"),
            [("remove", 1), ("put", 2)],
            id="tags of AWS itself take no room",
        ),
        pytest.param(many(50), many(50) | {"n": "1"}, [("put", 1)], id="what can never fit is AWS's to refuse"),
    ],
)
def test_tags_change_in_an_order_that_fits(actual, wanted, calls):
    current, reported = dict(actual), []

    def called(kind, count):
        reported.append((kind, count))
        assert all(current[key] == value for key, value in actual.items() if wanted.get(key) == value)

    def put(some):
        current.update(some)
        called("put", len(some))

    def remove(keys):
        for key in keys:
            del current[key]
        called("remove", len(keys))

    tags.diff_tags(actual, wanted, purge=True).carry_out(put, remove)
    assert reported == calls
    assert current == wanted | {key: value for key, value in actual.items() if key.startswith("aws:")}


def test_a_tag_that_says_whose_it_is_goes_last():
    delta = tags.diff_tags({"Environment": "dev", **many(49)}, many(48) | {"n": "1"}, purge=True)
    assert [step.put or step.remove for step in delta.steps] == [("k48",), {"n": "1"}, ("Environment",)]


@pytest.mark.parametrize(
    ("actual", "wanted", "purge", "count"),
    [
        (many(50), many(50), False, None),
        (many(49), {"n": "1"}, False, None),
        (many(49) | {"aws:a": "x"}, {"n": "1"}, False, None),
        (many(50), {"n": "1"}, False, 51),
        (many(50), {"n": "1"}, True, None),
    ],
)
def test_tags_that_a_resource_cannot_hold(actual, wanted, purge, count):
    text = (
        count and f"it would have {count} tags, and the limit for an alarm is 50: remove some, or set purge_tags: true"
    )
    assert tags.too_many(tags.diff_tags(actual, wanted, purge=purge), "an alarm") == text


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"Team": "a b_c.d:e/f=g+h@i-j"}, []),
        ({"Team": ""}, []),
        ({"k" * 128: "v" * 256}, []),
        ({"": "x"}, ["has 0 characters"]),
        ({"k" * 129: "x"}, ["has 129 characters"]),
        ({"k": "v" * 257}, ["has 257 characters"]),
        ({"Team": "a,b"}, ["the value 'a,b' of tag 'Team' has characters other than", "'a-b' would do"]),
        ({"Té": "x"}, ["tag key 'Té' has characters other than", "'T' would do"]),
        ({"♥": "x"}, ["tag key '♥' has characters other than letters, digits, spaces and . _ : / = + @ -"]),
        ({"aws:x": "x"}, ["begins with 'aws:'"]),
        ({"AWS:x": "x"}, ["begins with 'aws:'"]),
        ({f"k{n}": "" for n in range(50)}, []),
        ({f"k{n}": "" for n in range(52)}, ["52 tags are too many: a resource can have at most 50; remove 2"]),
    ],
)
def test_rules_of_the_service(given, said):
    problems = tags.tag_problems(given)
    assert bool(problems) is bool(said)
    assert all(any(text in problem for problem in problems) for text in said)


def test_every_broken_rule_is_reported():
    assert len(tags.tag_problems({"a,b": "c,d", "e;f": "ok"})) == 3


@pytest.mark.parametrize(
    ("required", "actual", "missing"),
    [([], {}, []), (["A", "B"], {"A": "1"}, ["B"]), (["A"], {"A": ""}, ["A"]), (["A"], {"A": "x"}, [])],
)
def test_required_tags(required, actual, missing):
    assert tags.missing_tags(required, actual) == missing


@pytest.mark.parametrize(
    ("required", "actual", "is_subset"),
    [
        ({}, {}, True),
        ({}, None, False),
        ({"a": "1"}, {"a": "1", "b": "2"}, True),
        ({"a": "1"}, {"a": "2"}, False),
        ({"a": "1"}, {}, False),
    ],
)
def test_subsets(required, actual, is_subset):
    assert tags.is_subset(required, actual) is is_subset


@pytest.mark.parametrize(
    ("current", "after"),
    [
        (None, {"a": "2", "b": "1"}),
        ({}, {"a": "2", "b": "1"}),
        ({"a": "1", "x": "1", "y": "1"}, {"a": "2", "b": "1", "y": "1"}),
    ],
)
def test_a_difference_is_applied_and_reported_without_values(current, after):
    delta = tags.TagDelta({"b": "1", "a": "2"}, ("x",))
    assert delta.applied_to(current) == after
    assert delta.reasons == ("tag a is set", "tag b is set", "tag x is removed")
