# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Regions of Bedrock and the sets that models and profiles are offered in."""

from __future__ import annotations

from botocore.loaders import create_loader
from botocore.regions import EndpointResolver

# Not a session's, which reads the configuration of the shell.
_ENDPOINTS = EndpointResolver(create_loader().load_data("endpoints"))


def _listed(service: str) -> dict[str, str]:
    """The regions of a service in all partitions, each with its partition, as botocore lists them."""
    return {
        region: partition
        for partition in _ENDPOINTS.get_available_partitions()
        for region in _ENDPOINTS.get_available_endpoints(service, partition)
    }


# Fact sheet 1.4.
BEDROCK = _listed("bedrock")
# SSM is in every region.
_PARTITIONS = _listed("ssm") | BEDROCK
OTHER_PARTITIONS = frozenset(region for region, partition in BEDROCK.items() if partition != "aws")
US_GOV = frozenset({"us-gov-east-1", "us-gov-west-1"})

# Fact sheet 2.2, by profile and model.
US_3 = frozenset({"us-east-1", "us-east-2", "us-west-2"})
US_4 = US_3 | {"us-west-1"}
US_CANADA_4 = US_3 | {"ca-central-1"}
US_CANADA_5 = US_3 | {"ca-central-1", "ca-west-1"}
US_CANADA_5_SOURCES = US_4 | {"ca-central-1"}
US_CANADA_6 = US_4 | {"ca-central-1", "ca-west-1"}
EU_6 = frozenset({"eu-central-1", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-3"})
EU_8 = EU_6 | {"eu-central-2", "eu-west-2"}
JP = frozenset({"ap-northeast-1", "ap-northeast-3"})
AU = frozenset({"ap-southeast-2", "ap-southeast-4"})
APAC_SOURCES = JP | {"ap-northeast-2", "ap-south-1", "ap-south-2", "ap-southeast-1", "ap-southeast-2"}
APAC = APAC_SOURCES | {"ap-southeast-4"}

# Fact sheet 2.2 says "18-32 commercial regions" without naming them; assumed: every geography above and sa-east-1.
GLOBAL_SOURCES = US_CANADA_6 | EU_8 | APAC | {"sa-east-1"}

# The regions of the user's document (seed-inference-profiles.md, `supported_regions`).
DOCUMENT = frozenset({"us-east-1", "us-west-2", "eu-west-1", "ap-northeast-1"})


def partition_of(region: str) -> str:
    return _PARTITIONS.get(region, "aws")


def is_bedrock_region(region: str) -> bool:
    return region in BEDROCK


def is_region(region: str) -> bool:
    return region in _PARTITIONS
