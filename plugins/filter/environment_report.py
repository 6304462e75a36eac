# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The report of an environment as data, as a page and as Markdown."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ansible.errors import AnsibleFilterError
from ansible.utils.unsafe_proxy import wrap_var
from ansible_collections.genai.bedrock.plugins.module_utils._aws.regions import region_descriptions
from ansible_collections.genai.bedrock.plugins.module_utils._core.records.shapes import TEXTS
from ansible_collections.genai.bedrock.plugins.module_utils._core.report.markdown import markdown
from ansible_collections.genai.bedrock.plugins.module_utils._core.report.page import Assets, html_page
from ansible_collections.genai.bedrock.plugins.module_utils._core.report.report import environment_report
from ansible_collections.genai.bedrock.plugins.module_utils._core.shapes import (
    anything,
    fields,
    list_of,
    map_of,
    maybe,
    require,
    text,
)
from ansible_collections.genai.bedrock.plugins.module_utils._core.usage.prices import Prices, read_prices

_RESULT = maybe(map_of(anything))
_ACCOUNTS = list_of(
    fields(
        {"name": text},
        {"ssm_prefix": maybe(text), "planned": _RESULT, "published": _RESULT, "lifecycle": _RESULT, "usage": _RESULT},
    )
)
_FOLDER = Path(__file__).parents[1] / "plugin_utils" / "report"
#: In the order in which they need each other.
_SCRIPTS = ("vendor/d3.min.js", "vendor/plot.umd.min.js", "elements.js", "charts.js", "sections.js", "page.js")


def report_files(
    accounts: Sequence[Mapping[str, Any]],
    environment: str,
    prices: object = None,
    hosts: Sequence[str] = (),
    generated: str = "",
) -> dict[str, Any]:
    """``report``, ``html`` and ``markdown``; of ``hosts``, those without an account are on the page as not read."""
    try:
        require(accounts=(_ACCOUNTS, accounts), environment=(text, environment), hosts=(TEXTS, hosts))
    except ValueError as error:
        raise AnsibleFilterError(f"environment_report: {error}") from error
    own, problems = read_prices(prices or {}, "bedrock_prices")
    if problems:
        raise AnsibleFilterError(f"environment_report: {'; '.join(problems)}")
    reached = {account["name"] for account in accounts}
    report = environment_report(
        [*accounts, *({"name": host} for host in hosts if host not in reached)],
        environment=environment,
        generated=generated or datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        descriptions=region_descriptions(),
        prices=Prices(own),
    )
    made = {"report": report, "html": html_page(report, assets()), "markdown": markdown(report)}
    # Braces of a script, and in what AWS returned, are no template. Ansible wraps plain containers only.
    wrapped: dict[str, Any] = wrap_var(json.loads(json.dumps(made)))
    return wrapped


def assets() -> Assets:
    """What the page is made of, from the folder of its sources."""
    skeleton, style, *scripts = ((_FOLDER / name).read_text("utf-8") for name in ("page.html", "page.css", *_SCRIPTS))
    return Assets(skeleton, style, [*scripts[:2], "\n".join(scripts[2:])])


class FilterModule:
    """The filter environment_report."""

    def filters(self) -> dict[str, Any]:
        return {"environment_report": report_files}
