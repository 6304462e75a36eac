# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What tokens cost, and prices as a user writes them."""

from __future__ import annotations

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.models.facts import Price
from ansible_collections.genai.bedrock.plugins.module_utils._core.usage.prices import (
    Cost,
    Prices,
    cost_of,
    listed_price,
    read_prices,
)

from tests.unit.plugins.module_utils.usage_samples import MILLION, PRICE, figures

SONNET = "anthropic.claude-sonnet-4-6"


@pytest.mark.parametrize(
    ("used", "price", "cost"),
    [
        ({}, None, Cost(0.0)),
        ({"invocations": 3}, None, Cost(0.0)),
        ({"input_tokens": MILLION}, PRICE, Cost(1.0)),
        (
            dict.fromkeys(("input_tokens", "output_tokens", "cache_read_tokens", "cache_write_tokens"), MILLION),
            PRICE,
            Cost(15.0),
        ),
        ({"input_tokens": 1}, None, Cost(0.0, complete=False)),
        ({"input_tokens": MILLION, "cache_read_tokens": 1}, Price(1.0, 2.0), Cost(1.0, complete=False)),
        ({"input_tokens": MILLION}, Price(1.0), Cost(1.0)),
    ],
    ids=["nothing", "no tokens", "input", "all four", "no price", "no price of a cache", "embedding"],
)
def test_tokens_cost_what_the_price_says(used, price, cost):
    assert cost_of(figures(**used), price) == cost


def test_a_cost_of_which_nothing_is_known_is_none_and_a_part_is_a_number():
    assert Cost(0.0).shown == 0.0
    assert Cost(0.0, complete=False).shown is None
    assert (Cost(1.0) + Cost(0.0, complete=False)).shown == 1.0
    assert not (Cost(1.0) + Cost(0.0, complete=False)).complete


def test_the_users_price_wins_and_that_of_a_system_profile_before_that_of_its_model():
    listed = {(SONNET, None): Price(3.0), (SONNET, "us"): Price(3.3)}
    prices = Prices(
        {"eu." + SONNET: Price(9.0), "other": Price(5.0)}, lambda model, geography: listed.get((model, geography))
    )
    assert prices.of(SONNET) == Price(3.0)
    assert prices.of(SONNET, "us") == Price(3.3)
    assert prices.of(SONNET, "eu") == Price(9.0)
    assert prices.of("other", "us") == Price(5.0)
    assert prices.of("unknown", "us") is None


def test_the_table_of_model_facts_gives_list_prices():
    price = listed_price(SONNET, None)
    assert price
    assert price.input
    assert price.output
    assert price.output > price.input > (price.cache_read or 0)
    assert listed_price("nobody.knows-it", None) is None


def test_prices_as_a_user_writes_them():
    written = {SONNET: {"input": "3", "output": 15, "cache_read": 0.3}}
    assert read_prices(written) == ({SONNET: Price(3.0, 15.0, 0.3, None)}, [])
    assert read_prices(None) == read_prices({}) == ({}, [])


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ([1], "prices: must be a map"),
        ({"m": 3}, "prices.m: must be a map"),
        ({"m": {"output": 1}}, "prices.m: input is missing: US dollars for a million input tokens"),
        ({"m": {"input": "cheap"}}, "prices.m: input must be a number, not 'cheap'"),
        ({"m": {"input": -1}}, "prices.m: input must be 0 or more"),
        ({"m": {"input": 1, "ouput": 2}}, "prices.m: 'ouput' is no price; did you mean 'output'?"),
    ],
)
def test_prices_that_mean_nothing(written, problem):
    _prices, problems = read_prices(written)
    assert len(problems) == 1
    assert problems[0].startswith(problem)
