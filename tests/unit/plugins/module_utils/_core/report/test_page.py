# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page and the Markdown: nothing of a report is markup in them."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest
from ansible_collections.genai.bedrock.plugins.module_utils._core.report.page import Assets, embedded, html_page

from tests.browser import sample
from tests.unit.repo_facts import ROOT, read_yaml


class Elements(HTMLParser):
    """The names of a page's elements, and its attributes that could load something."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.sources: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.sources += [value for name, value in attrs if name in ("src", "href", "action", "data")]


def elements(html: str) -> Elements:
    parser = Elements()
    parser.feed(html)
    return parser


@pytest.mark.parametrize("text", sample.HOSTILE)
def test_hostile_text_changes_no_element(text):
    usual, hostile = (
        elements(sample.files(account)["html"])
        for account in (sample.account("x", 1), sample.account("x", 1, text=text))
    )
    assert hostile.names == usual.names
    assert [source for source in hostile.sources if source not in ("#main", "data:,")] == []


@pytest.mark.parametrize("text", [*sample.HOSTILE, "\u2028", "-->", "é"])
def test_embedded_data_is_inert_and_the_same(text):
    made = embedded({text: [text]})
    assert json.loads(made) == {text: [text]}
    assert re.search("[<>&\u2028\u2029]", made) is None
    assert made.isascii()


def test_the_policy_names_each_script_and_nothing_else():
    html = html_page({"environment": "<b>"}, Assets("$policy|$title|$style|$data|$scripts", "", ["1", "$policy"]))
    policy, title, *_rest = html.split("|")
    assert title == "Amazon Bedrock in &lt;b&gt;"
    assert policy.startswith(
        "default-src 'none'; script-src 'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s=' 'sha256-"
    )
    assert "unsafe-inline" not in policy.partition("script-src")[2].partition(";")[0]
    assert html.endswith("<script>1</script>\n<script>$policy</script>")


def test_markdown_shows_everything_as_text():
    text = "|<img src=x>`**b**\n# h\u202e@all"
    made = sample.files(sample.account("x", 1, text=text))["markdown"]
    assert re.search(r"(?<!\\)[<`@]", made) is None
    assert not any(line.startswith("# h") for line in made.splitlines())
    assert "\u202e" not in made
    rows = [line for line in made.splitlines() if line.startswith("|")]
    widths = {len(re.findall(r"(?<!\\)\|", row)) for row in rows}
    assert widths <= {4, 5, 6, 7}


def test_the_sections_of_the_markdown_are_those_of_the_page():
    made = sample.files(sample.account("one", 2))["markdown"]
    assert re.findall("^### (.*)$", made, re.MULTILINE) == [
        "Entries",
        "Usage from 2026-11-01 to 2026-11-30",
        "Lifecycle of models",
        "Where data may be processed",
        "Findings and advice",
    ]
    assert "**In sync.**" in made


def test_the_vendored_library_has_its_licence_and_is_ascii():
    vendor = ROOT / "plugins/plugin_utils/report/vendor"
    for name in ("d3.min.js", "plot.umd.min.js"):
        # ansible-test refuses typographic quotes.
        assert (vendor / name).read_bytes().isascii()
        assert "Permission to use, copy, modify" in (vendor / f"{name.partition('.')[0]}.LICENSE").read_text()


def test_the_picture_of_the_readme_is_small_and_part_of_the_artefact():
    assert (ROOT / "docs/images/report.png").stat().st_size < 300_000
    assert "(docs/images/report.png)" in (ROOT / "README.md").read_text()
    assert not {"docs", "*.png"} & set(read_yaml(ROOT / "galaxy.yml")["build_ignore"])
