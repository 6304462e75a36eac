# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""botocore's service models, read once in a process instead of once in each session."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import botocore.session
import pytest
from botocore.loaders import Loader, create_loader


@contextmanager
def read_once() -> Iterator[None]:
    """Each run of a module opens a session of its own, which would take longer to find and read the models than the run itself.

    The loaders share what they have read, not themselves: boto3 adds a folder to the one of its session.
    """
    read: defaultdict[str | None, dict[Any, Any]] = defaultdict(dict)

    def loader(data_path: str | None = None) -> Loader:
        made = create_loader(data_path)
        made._cache = read[data_path]
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(botocore.session, "create_loader", loader)
        yield
