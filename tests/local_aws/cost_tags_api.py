# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cost allocation tags of Cost Explorer: the tag keys of profiles, which are Inactive until somebody activates them.

Cost Explorer API reference. AWS knows a key up to 24 hours after its first use, the endpoint at once. Error texts are assumed.
"""

from __future__ import annotations

from typing import Any

from moto.core.base_backend import BackendDict, BaseBackend

from .errors import AwsError
from .messages import Call
from .store import stores

_PAGE = 100
_KEYS = 20
_ACTIVE, _INACTIVE = "Active", "Inactive"


class CostTagBackend(BaseBackend):
    """The keys that are active; as one of moto's backends it is forgotten by moto's reset."""

    def __init__(self, region_name: str, account_id: str) -> None:
        super().__init__(region_name, account_id)
        self.active: set[str] = set()


_backends: BackendDict[CostTagBackend] = BackendDict(
    CostTagBackend, "ce", use_boto3_regions=False, additional_regions=["aws"]
)


def list_tags(call: Call) -> dict[str, Any]:
    active, wanted = _backend(call).active, call.params.get("TagKeys")
    rows = [
        {"TagKey": key, "Type": "UserDefined", "Status": _ACTIVE if key in active else _INACTIVE}
        for key in _known(call)
        if wanted is None or key in wanted
    ]
    rows = [row for row in rows if all(call.params.get(name) in (None, row[name]) for name in ("Status", "Type"))]
    first = int(call.params.get("NextToken") or 0)
    end = first + call.params.get("MaxResults", _PAGE)
    more = {"NextToken": str(end)} if end < len(rows) else {}
    return {"CostAllocationTags": rows[first:end], **more}


def update_tags(call: Call) -> dict[str, Any]:
    rows, backend, known = call.params["CostAllocationTagsStatus"], _backend(call), _known(call)
    if len(rows) > _KEYS:
        text = f"1 validation error detected: costAllocationTagsStatus must have length less than or equal to {_KEYS}"
        raise AwsError("ValidationException", text, 400)
    errors = []
    for row in rows:
        key = row["TagKey"]
        if key not in known:
            errors.append({"TagKey": key, "Code": "TagKeysNotFoundException", "Message": f"Tag keys not found: {key}"})
        elif row["Status"] == _ACTIVE:
            backend.active.add(key)
        else:
            backend.active.discard(key)
    return {"Errors": errors}


def _known(call: Call) -> list[str]:
    """The keys of all profiles of the account, whatever their region."""
    profiles = [profile for store in stores[call.account].values() for profile in store.profiles()]
    return sorted({key for profile in profiles for key in profile.tags})


def _backend(call: Call) -> CostTagBackend:
    backend: CostTagBackend = _backends[call.account]["aws"]
    return backend
