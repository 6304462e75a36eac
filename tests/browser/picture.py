# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the picture of README.md: `make picture`. It deploys and reports the try-out environment at an endpoint of its own."""

from __future__ import annotations

import random
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.browser.chromium import launched
from tests.gateway.playing import ROOT, play
from tests.local_aws.server import LocalAws

PICTURE = ROOT / "docs" / "images" / "report.png"
SIZE = {"width": 1180, "height": 760}
REGIONS = {"us-east-1": 1.0, "us-west-2": 0.15}


def use_for_a_month(aws: LocalAws) -> None:
    """More on weekdays than on weekends, and more from week to week."""
    numbers = random.Random(7)
    noon = datetime.now(UTC).replace(hour=12, minute=0)
    for region, share in REGIONS.items():
        bedrock, cloudwatch = aws.client("bedrock", region), aws.client("cloudwatch", region)
        profiles = bedrock.list_inference_profiles(typeEquals="APPLICATION")["inferenceProfileSummaries"]
        for profile in profiles:
            usual = numbers.choice((40, 120, 300)) * share
            for ago in range(30):
                moment = noon - timedelta(days=ago)
                calls = int(usual * (1 if moment.weekday() < 5 else 0.25) * numbers.uniform(0.7, 1.3) * (2 - ago / 30))
                values = {
                    "Invocations": calls,
                    "InputTokenCount": calls * 900,
                    "OutputTokenCount": calls * 240,
                    "InvocationLatency": numbers.uniform(600, 3000),
                }
                dimensions = [{"Name": "ModelId", "Value": profile["inferenceProfileId"]}]
                rows = [
                    {"MetricName": name, "Dimensions": dimensions, "Value": value, "Timestamp": moment}
                    for name, value in values.items()
                ]
                cloudwatch.put_metric_data(Namespace="AWS/Bedrock", MetricData=rows)


def main() -> None:
    with LocalAws() as aws, tempfile.TemporaryDirectory() as folder:
        play(aws, "genai.bedrock.deploy", "inventories/local").ok()
        use_for_a_month(aws)
        play(aws, "genai.bedrock.report", "inventories/local", bedrock_report_path=folder).ok()
        with launched() as browser:
            page = browser.new_page(viewport=SIZE, color_scheme="light")
            page.goto(Path(folder, "report.html").as_uri())
            # What somebody opens the page for, without the long table in between.
            page.add_style_tag(content="#workloads { display: none } .top { position: static }")
            PICTURE.parent.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=PICTURE)


if __name__ == "__main__":
    main()
