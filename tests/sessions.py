# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sessions of botocore that share what is the same in each of them.

Each run of a module opens a session of its own, for which a process of its own would be the place. In a process of tests most
of the time would go into finding service models, and into names and signatures of botocore's own handlers.
"""

from __future__ import annotations

import functools
import inspect
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import botocore.hooks
import botocore.session
import pytest
from botocore.hooks import EventAliaser
from botocore.loaders import Loader, create_loader

_models: defaultdict[str | None, dict[Any, Any]] = defaultdict(dict)
_names: dict[str, str] = {}
_accepts_kwargs = botocore.hooks.accepts_kwargs
_function_accepts_kwargs = functools.cache(_accepts_kwargs)


@contextmanager
def sharing() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(botocore.session, "create_loader", _loader)
        patch.setattr(botocore.session, "EventAliaser", _Aliaser)
        patch.setattr(botocore.hooks, "accepts_kwargs", _handler_accepts_kwargs)
        yield


def _loader(data_path: str | None = None) -> Loader:
    """Not one for all: boto3 adds a folder to the loader of each session."""
    loader = create_loader(data_path)
    loader._cache = _models[data_path]
    return loader


class _Aliaser(EventAliaser):
    """A client copies its session's; a copy is of this class, too."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._alias_name_cache = _names


def _handler_accepts_kwargs(handler: Callable[..., Any]) -> bool:
    """Methods are left out: the cache would keep the sessions and clients that they belong to."""
    return bool(_function_accepts_kwargs(handler) if inspect.isfunction(handler) else _accepts_kwargs(handler))
