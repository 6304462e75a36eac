# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The system-defined profiles as they are offered now: the catalogue's of the day, with switched destinations."""

from __future__ import annotations

from dataclasses import replace

from .catalogue.lookup import system_profiles_in
from .catalogue.model import SystemProfile
from .switches import active


def system_profiles(region: str) -> tuple[SystemProfile, ...]:
    """Those whose source is this region."""
    routes = active().destinations
    return tuple(
        replace(profile, destinations=routes[profile.id]) if profile.id in routes else profile
        for profile in system_profiles_in(region, active().today)
    )


def find_system_profile(profile_id: str, region: str) -> SystemProfile | None:
    return next((profile for profile in system_profiles(region) if profile.id == profile_id), None)
