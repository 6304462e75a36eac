# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The report page in a real browser. Screenshots are kept in .cache/browser, to be looked at."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser import sample

SHOTS = Path(__file__).parents[2] / ".cache" / "browser"
SECTIONS = ["sync", "workloads", "usage", "lifecycle", "routing", "findings"]


@contextmanager
def opened(browser: Browser, folder: Path, *accounts: dict[str, Any], **settings: Any):
    """The page from disk; whatever it complains of, or requests beside itself, fails the test."""
    path = folder / "report.html"
    path.write_text(sample.files(*accounts)["html"])
    context = browser.new_context(viewport={"width": 1360, "height": 900}, **settings)
    page, seen = context.new_page(), []
    page.on("console", lambda message: seen.append(message.text))
    page.on("pageerror", lambda error: seen.append(str(error)))
    page.on("dialog", lambda dialog: (seen.append("a dialog"), dialog.dismiss()))
    page.on("request", lambda request: None if request.url in (path.as_uri(), "data:,") else seen.append(request.url))
    page.goto(path.as_uri())
    yield page
    assert seen == []
    context.close()


def shot(page: Page, name: str) -> None:
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}.png", full_page=True)


def rows(page: Page, caption: str) -> list[str]:
    found = page.get_by_role("region", name=f"{caption}, table").locator("tbody tr:visible")
    return [text.split("\n")[0] for text in found.all_inner_texts()]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_sections_are_in_order_and_axe_finds_nothing(browser, tmp_path, scheme):
    with opened(browser, tmp_path, sample.account("genai-dev", 12), color_scheme=scheme) as page:
        shot(page, scheme)
        assert [one.get_attribute("id") for one in page.locator("main > section").all()] == SECTIONS
        assert page.locator("#usage svg[role=img], #lifecycle svg[role=img]").count() == 2
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (max(map(int, ground[4:-1].split(","))) < 64) == (scheme == "dark")
        found = Axe().run(page).response["violations"]
        assert [(one["id"], one["impact"], one["nodes"][0]["html"]) for one in found] == []


def test_print_has_all_sections_and_no_controls(browser, tmp_path):
    with opened(browser, tmp_path, sample.account("genai-dev", 12), color_scheme="dark") as page:
        page.emulate_media(media="print")
        shot(page, "print")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert page.locator("section:visible").count() == len(SECTIONS)
        assert page.locator("nav:visible, .copy:visible, .tools:visible").count() == 0
        assert len(page.pdf()) > 10_000


def test_tables_sort_and_search_by_keyboard(browser, tmp_path):
    with opened(browser, tmp_path, sample.account("genai-dev", 12)) as page:
        table = page.get_by_role("region", name="Usage by entry, table")
        header = table.get_by_role("columnheader").first
        before = rows(page, "Usage by entry")
        assert len(before) == 12
        table.get_by_role("button", name="Entry").focus()
        page.keyboard.press("Enter")
        assert header.get_attribute("aria-sort") == "ascending"
        ascending = rows(page, "Usage by entry")
        page.keyboard.press("Enter")
        assert header.get_attribute("aria-sort") == "descending"
        assert rows(page, "Usage by entry") == ascending[::-1]
        page.locator("#usage input[type=search]").first.fill("team-1")
        assert sorted(rows(page, "Usage by entry")) == sorted(one for one in before if "team-1" in one)
        assert page.locator("#usage [role=status]").first.inner_text() == "3 of 12 rows"


def test_arns_and_paths_are_copied(browser, tmp_path):
    with opened(browser, tmp_path, sample.account("genai-dev", 3)) as page:
        page.get_by_role("button", name="Copy ARN of team-0/entry_0 in us-east-1").click()
        page.get_by_text("Copied", exact=True).wait_for()
        page.evaluate("document.body.append(Object.assign(document.createElement('textarea'), {id: 'paste'}))")
        page.locator("#paste").focus()
        page.keyboard.press("Control+V")
        assert page.locator("#paste").input_value() == (
            "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/0000e"
        )


def test_accounts_are_switched(browser, tmp_path):
    accounts = [sample.account("genai-us", 2), sample.account("genai-eu", 7, "210987654321")]
    with opened(browser, tmp_path, *accounts) as page:
        assert len(rows(page, "Usage by entry")) == 2
        page.get_by_label("Account:").select_option("genai-eu")
        assert len(rows(page, "Usage by entry")) == 7
        assert "210987654321" in page.locator("#workloads").inner_text()


def test_where_data_may_be_processed_is_said_by_area(browser, tmp_path):
    account = sample.account("genai-dev", 1)
    record = next(iter(account["published"]["records"].values()))
    record["targets"][1] |= {"region": "eu-west-1", "destinations": ["eu-west-1", "eu-west-2"]}
    with opened(browser, tmp_path, account) as page:
        table = page.get_by_role("region", name="Areas by entry, table")
        headers = [text.split()[0] for text in table.get_by_role("columnheader").all_inner_texts()]
        cells = [text.split("\n") for text in table.locator("tbody td").all_inner_texts()]
        assert dict(zip(headers[1:3], cells[1:3], strict=True)) == {
            "Canada": ["AWS may route"],
            "Europe": ["AWS may route"],
        }
        assert (cells[3], cells[4]) == (["Failover"], ["Primary", "AWS may route"])
        detail = page.locator("#routing .route").inner_text()
        assert "European Union" in detail
        assert "eu-west-2 London, United Kingdom" in detail


@pytest.mark.parametrize("text", sample.HOSTILE)
def test_hostile_text_is_shown_as_text(browser, tmp_path, text):
    with opened(browser, tmp_path, sample.account("x", 2, text=text), sample.account("y", 2)) as page:
        for section in (*SECTIONS, "switch"):
            shown = page.locator(f"#{section}").evaluate("element => element.textContent")
            assert text.replace("/", "") in shown.replace("/", ""), section
        assert page.locator("main script, main img, main b, main iframe").count() == 0
        assert page.locator("h1").bounding_box()["x"] < 100


def test_four_hundred_profiles_in_four_accounts(browser, tmp_path):
    accounts = [sample.account(f"genai-{number}", 50, str(number) * 12, days=90) for number in range(1, 5)]
    with opened(browser, tmp_path, *accounts) as page:
        page.locator("#findings").wait_for()
        timings = []
        # The best of three: other tests use the machine, too.
        for _turn in range(3):
            page.reload()
            timings.append(page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd"))
        assert (tmp_path / "report.html").stat().st_size < 5_000_000
        assert 0 < min(timings) < 2_000
        assert page.locator("#workloads tbody tr").count() == 50
