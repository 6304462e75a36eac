# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Errors of the router itself."""

from __future__ import annotations


class RecordError(ValueError):
    """What was read is no record of schema 1; the message names the parameter and what is wrong."""


class UnexpectedAnswerError(ValueError):
    """What came is not the service's, though botocore took it: a login page, an empty body, half a JSON."""

    def __init__(self, what: str) -> None:
        super().__init__(f"the answer is not the service's: {what}; a proxy or login page is the usual reason")


class TargetTimeoutError(TimeoutError):
    """A target was given up when its share of the deadline was over."""


class EmbeddingError(ValueError):
    """A text that no model takes, no request is known for the model, or vectors of another length came."""


class NoVectorsError(EmbeddingError, UnexpectedAnswerError):
    """The response lacks the requested vectors."""
