# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Has progress lines begin as early as a test needs them."""

from __future__ import annotations

import os
import sys

from ansible.plugins.callback import CallbackBase
from ansible_collections.genai.bedrock.plugins.module_utils._core.deployment import progress

DOCUMENTATION = r"""
name: impatient
type: aggregate
short_description: Show progress early
description:
  - Sets the seconds in which nothing is shown to E(PROGRESS_QUIET).
"""


class CallbackModule(CallbackBase):
    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "aggregate"
    CALLBACK_NAME = "impatient"
    CALLBACK_NEEDS_ENABLED = True

    def __init__(self) -> None:
        super().__init__()
        progress.QUIET = float(os.environ["PROGRESS_QUIET"])
        # Not on standard output, which may have to be JSON.
        print(f"Quiet for {progress.QUIET} s", file=sys.stderr)
