# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One HTML file that needs nothing else: styles, scripts and data inlined, and a policy that allows just those."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from string import Template
from typing import Any


@dataclass(frozen=True, slots=True)
class Assets:
    """The texts that a page is made of: its skeleton, its styles, and its scripts in order."""

    skeleton: str
    style: str
    scripts: Sequence[str]


def html_page(report: Mapping[str, Any], assets: Assets) -> str:
    """The page. No text of the report is markup anywhere: it is data, which the scripts show as text."""
    sources = " ".join(f"'sha256-{_digest(script)}'" for script in assets.scripts)
    # Charts set sizes and colours of their own as style attributes; these can load nothing.
    policy = f"default-src 'none'; script-src {sources}; style-src 'unsafe-inline'; img-src data:"
    return Template(assets.skeleton).substitute(
        policy=f"{policy}; base-uri 'none'; form-action 'none'",
        title=f"Amazon Bedrock in {escape(str(report['environment']))}",
        style=assets.style,
        data=embedded(report),
        scripts="\n".join(f"<script>{script}</script>" for script in assets.scripts),
    )


def embedded(value: object) -> str:
    """JSON that is inert inside a script element: nothing in it ends the element or begins a comment."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
