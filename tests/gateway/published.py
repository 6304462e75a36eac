# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything in Parameter Store, in whatever account and region, straight from the endpoint's memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from moto.ssm.models import ssm_backends


def every_parameter() -> Iterator[tuple[str, str, Mapping[str, str]]]:
    """Name, value and tags of each parameter, as it is now."""
    for regions in list(ssm_backends.values()):
        for backend in list(regions.values()):
            # moto's own keys() and [] would read the parameters that AWS publishes, too.
            for name in list(dict.keys(backend._parameters)):
                tags = backend._resource_tags["Parameter"].get(name, {})
                yield name, str(backend._parameters[name][-1].value), dict(tags)
