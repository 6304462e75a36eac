# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The models that the table has."""

from __future__ import annotations

import json

from ansible_collections.genai.bedrock.plugins.module_utils._core.models.table import ROWS

KNOWN_MODELS: tuple[str, ...] = tuple(json.loads(ROWS))
