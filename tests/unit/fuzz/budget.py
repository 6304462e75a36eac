# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How many examples the fuzz tests try: few and always the same ones in `make check`, many in a long run.

`FUZZ_FACTOR=100 .venv/bin/pytest -q tests/unit/fuzz` tries a hundred times as many, other ones each time, and keeps
what failed in .cache/hypothesis, so that the next run tries that first.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from typing import Any, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis.configuration import set_hypothesis_home_dir

from tests.figures import count

Test = TypeVar("Test", bound=Callable[..., None])

FACTOR = int(os.environ.get("FUZZ_FACTOR", "1"))

set_hypothesis_home_dir(".cache/hypothesis")
settings.register_profile(
    "fuzz",
    derandomize=FACTOR == 1,
    deadline=None,
    print_blob=False,
    # Machines are slow at times, and much of what is drawn is refused as input: neither says anything of the product.
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)


def examples(number: int) -> Callable[[Test], Test]:
    """Tries so many examples, times the factor, and counts those that were tried."""

    def decorate(test: Test) -> Test:
        handle = vars(test)["hypothesis"]
        handle.inner_test = _counted(handle.inner_test)
        return settings(settings.get_profile("fuzz"), max_examples=number * FACTOR)(test)

    return decorate


def _counted(inner: Callable[..., None]) -> Callable[..., None]:
    garbage = "test_garbage" in inner.__module__

    @functools.wraps(inner)
    def one(*arguments: Any, **options: Any) -> None:
        count("bad inputs tried" if garbage else "maps and live states tried")
        inner(*arguments, **options)

    return one
