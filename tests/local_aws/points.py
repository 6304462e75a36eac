# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Points in the protocol at which a test does something: before a call takes effect, or before its answer is sent."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from .messages import Call

WHEN = ("before", "after")

Deed = Callable[[Call], None]


@dataclass
class Point:
    """The nth call of an operation from now on; `after` counts only calls that took effect."""

    operation: str
    do: Deed
    when: str
    nth: int
    met: int = 0

    def __post_init__(self) -> None:
        if self.when not in WHEN or self.nth < 1:
            raise ValueError(f"a point is before or after the nth call, n from 1; not {self.when!r}, {self.nth!r}")

    @property
    def reached(self) -> bool:
        return self.met >= self.nth


class Points:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._points: list[Point] = []

    def add(self, point: Point) -> None:
        with self._lock:
            self._points.append(point)

    def clear(self) -> None:
        with self._lock:
            self._points.clear()

    def meet(self, call: Call, when: str) -> None:
        """Do what is to be done at this point; it runs in the thread that answers the call."""
        for point in self._due(call, when):
            point.do(call)

    def _due(self, call: Call, when: str) -> list[Point]:
        due = []
        with self._lock:
            for point in self._points:
                if point.when == when and point.operation in (call.operation, call.name):
                    point.met += 1
                    if point.met == point.nth:
                        due.append(point)
        return due
