# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Guardrails at work: ApplyGuardrail, and the guard around the answers of text models."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ..catalogue.model import Model
from ..errors import AwsError, validation_error
from ..guardrail_store import guardrails_of
from ..messages import Call
from ..switches import active
from .answers import Answer, Question, answer
from .guardrail_detectors import Finding, findings

INTERVENED = "guardrail_intervened"
#: Id of the guardrail that the account enforces.
ENFORCED = "enforced0001"
_MESSAGE = "Blocked by the guardrail of the organization."
_DONE = {"BLOCK": "BLOCKED", "ANONYMIZE": "ANONYMIZED", "NONE": "NONE"}
_REQUIRED = {
    "topicPolicy": ("topics",),
    "contentPolicy": ("filters",),
    "wordPolicy": ("customWords", "managedWordLists"),
    "sensitiveInformationPolicy": ("piiEntities", "regexes"),
}


@dataclass(frozen=True)
class Judgement:
    """What a guardrail says of some texts: what was found, and the texts as they may go on."""

    found: tuple[Finding, ...]
    texts: tuple[str, ...]
    message: str

    @property
    def blocked(self) -> bool:
        return any(finding.action == "BLOCK" for finding in self.found)

    @property
    def masked(self) -> bool:
        return any(finding.action == "ANONYMIZE" for finding in self.found)

    @property
    def assessment(self) -> dict[str, Any]:
        reported: dict[str, Any] = {}
        for finding in self.found:
            policy = reported.setdefault(finding.policy, {member: [] for member in _REQUIRED[finding.policy]})
            row = {**finding.reported, "action": _DONE[finding.action], "detected": True}
            if row not in policy[finding.members]:
                policy[finding.members].append(row)
        return reported


@dataclass
class Guard:
    """A version of a guardrail, and what it did in one call."""

    id: str
    settings: Mapping[str, Any]
    trace: bool = False
    given: Judgement | None = None
    answered: Judgement | None = None
    model_output: list[str] = field(default_factory=list)
    enforced: Mapping[str, Any] = field(default_factory=dict)

    def judge(self, side: str, texts: Sequence[str]) -> Judgement:
        found: list[Finding] = []
        for text in texts:
            found += findings(self.settings, side, text)
        message = self.settings["blockedInputMessaging" if side == "input" else "blockedOutputsMessaging"]
        return Judgement(tuple(found), tuple(_masked(text, found) for text in texts), message)

    def answer(self, model: Model, question: Question) -> Answer:
        """The model's answer, unless the guardrail forbids the question or the answer."""
        self.given = self.judge("input", question.guarded or question.texts)
        # User guide: the union of the named guardrail and the enforced one applies.
        self.enforced = _enforced(question)
        if self.given.blocked or self.enforced:
            return Answer(self.given.message if self.given.blocked else _MESSAGE, INTERVENED, 0, 0)
        requested = replace(question, texts=tuple(_masked(text, self.given.found) for text in question.texts))
        given = answer(model, requested)
        # The arguments of tools are not looked at (assumed).
        self.model_output = [given.text] if given.text else []
        self.answered = self.judge("output", self.model_output)
        if self.answered.blocked:
            return replace(given, text=self.answered.message, stop_reason=INTERVENED)
        if self.answered.masked:
            return replace(given, text=self.answered.texts[0], stop_reason=INTERVENED)
        return given

    @property
    def intervened(self) -> bool:
        judgements = [judged for judged in (self.given, self.answered) if judged]
        return any(judged.blocked or judged.masked for judged in judgements)

    def full_trace(self) -> dict[str, Any]:
        """The trace as Converse and InvokeModel tell it; empty where it was not asked for."""
        if not self.trace:
            return {}
        reported: dict[str, Any] = {}
        if self.given:
            reported["inputAssessment"] = {self.id: self.given.assessment, **self.enforced}
        if self.answered:
            reported |= {"outputAssessments": {self.id: [self.answered.assessment]}, "modelOutput": self.model_output}
        return {"guardrail": reported}


class Unguarded(Guard):
    """No guardrail: the model answers as it likes."""

    def __init__(self) -> None:
        super().__init__("", {})

    def answer(self, model: Model, question: Question) -> Answer:
        # User guide: an enforced guardrail works on calls that name none, too.
        return Answer(_MESSAGE, INTERVENED, 0, 0) if _enforced(question) else answer(model, question)


def _enforced(question: Question) -> dict[str, Any]:
    """The assessment of the guardrail that the account enforces, if it blocks: the switch says which word."""
    word = active().enforced_guardrail
    if not word or not any(word in text for text in question.guarded or question.texts):
        return {}
    words = {"customWords": [{"match": word, "action": "BLOCKED", "detected": True}], "managedWordLists": []}
    details = {"guardrailId": ENFORCED, "guardrailVersion": "1", "guardrailOrigin": ["ACCOUNT_ENFORCED"]}
    return {ENFORCED: {"wordPolicy": words, "appliedGuardrailDetails": details}}


def guard_of(call: Call, given: Mapping[str, Any]) -> Guard:
    """The guard that a request names by guardrailIdentifier, guardrailVersion and trace."""
    identifier, version = given.get("guardrailIdentifier"), given.get("guardrailVersion")
    if (identifier is None) != (version is None):
        # Fact sheet 5.3: one without the other is an error; text assumed.
        raise validation_error("guardrailIdentifier and guardrailVersion must be given together.")
    if identifier is None or version is None:
        return Unguarded()
    trace = str(given.get("trace", "disabled")).lower()
    return replace(_guard(call, identifier, version), trace=trace != "disabled")


def apply_guardrail(call: Call) -> dict[str, Any]:
    params = call.params
    guard = _guard(call, params["guardrailIdentifier"], params["guardrailVersion"])
    texts = [block["text"]["text"] for block in params["content"] if "text" in block]
    judged = guard.judge("input" if params["source"] == "INPUT" else "output", texts)
    intervened = judged.blocked or judged.masked
    outputs = ([judged.message] if judged.blocked else list(judged.texts)) if intervened else []
    size = sum(len(text) for text in texts)
    reported = {
        "usage": _usage(guard.settings, size),
        "action": "GUARDRAIL_INTERVENED" if intervened else "NONE",
        "outputs": [{"text": text} for text in outputs],
        "assessments": [judged.assessment] if judged.found or params.get("outputScope") == "FULL" else [],
        "guardrailCoverage": {"textCharacters": {"guarded": size, "total": size}},
    }
    return reported | ({"actionReason": "Guardrail blocked."} if judged.blocked else {})


def _guard(call: Call, identifier: str, version: str) -> Guard:
    guardrail = guardrails_of(call.account, call.region).find(identifier)
    found = guardrail.version(version) if guardrail and guardrail.visible() else None
    if guardrail is None or found is None or found.status in ("CREATING", "VERSIONING", "FAILED"):
        # Seen live for a wrong id, a wrong version and a guardrail of another region alike.
        raise _unknown()
    return Guard(guardrail.id, found.settings)


def _unknown() -> AwsError:
    return validation_error("The guardrail identifier or version provided in the request does not exist.")


def _masked(text: str, found: Sequence[Finding]) -> str:
    for finding in found:
        if finding.action == "ANONYMIZE":
            text = text.replace(finding.match, finding.mask)
    return text


def _usage(settings: Mapping[str, Any], size: int) -> dict[str, int]:
    # A text unit has up to 1,000 characters (Bedrock pricing).
    units = -(-size // 1000)
    has = {name for name in settings if settings[name]}
    return {
        "topicPolicyUnits": units if "topicPolicyConfig" in has else 0,
        "contentPolicyUnits": units if "contentPolicyConfig" in has else 0,
        "wordPolicyUnits": units if "wordPolicyConfig" in has else 0,
        "sensitiveInformationPolicyUnits": units if "sensitiveInformationPolicyConfig" in has else 0,
        "sensitiveInformationPolicyFreeUnits": 0,
        "contextualGroundingPolicyUnits": 0,
    }
