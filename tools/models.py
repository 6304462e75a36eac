# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes plugins/module_utils/_core/models/table.py from the table that LiteLLM publishes in its wheel (`make models`).

tools/models.txt pins the wheel. To renew the table, put a newer version there with its hash and its date.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ansible_collections.genai.bedrock.plugins.module_utils._core.models.ids import OTHER, model_kind

ROOT = Path(__file__).resolve().parents[1]
PIN = ROOT / "tools/models.txt"
TABLE = ROOT / "plugins/module_utils/_core/models/table.py"

_IN_WHEEL = "litellm/model_prices_and_context_window_backup.json"
_PINNED = re.compile(r"^litellm==(\S+) --hash=\S+  # (\d{4}-\d\d-\d\d)$", re.MULTILINE)
#: One file, whatever machine this runs on: the hash is that of this platform's wheel.
_WHEEL = ["--platform=manylinux_2_28_x86_64", "--python-version=3.12", "--implementation=cp", "--abi=abi3"]
_PROVIDERS = frozenset({"bedrock", "bedrock_converse"})
#: `in` is not among GEOGRAPHIES of the collection; the table names it all the same.
_GEOGRAPHIES = frozenset({"us", "eu", "apac", "jp", "au", "in", "us-gov", "global"})
_WIDTH = 116

#: Our name → LiteLLM's, for facts that are copied as they are.
_PLAIN = {
    "context_window": "max_input_tokens",
    "max_output_tokens": "max_output_tokens",
    "end": "deprecation_date",
    "vector_length": "output_vector_size",
    "tools": "supports_function_calling",
    "images": "supports_vision",
    "documents": "supports_pdf_input",
    "prompt_caching": "supports_prompt_caching",
}
_PRICES = {
    "input": "input_cost_per_token",
    "output": "output_cost_per_token",
    "cache_read": "cache_read_input_token_cost",
    "cache_write": "cache_creation_input_token_cost",
}
_LONG = re.compile(r"^input_cost_per_token_above_(\d+)k_tokens$")
_SAMPLING = ["temperature", "top_k", "top_p"]

HEAD = '''\
# Copyright (c) 2026 genai.bedrock contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Written by `make models` (tools/models.py) from LiteLLM's published table; never by hand. Read it with facts.py.

What a row lacks LiteLLM does not say. `but`: what is different in the profiles of these geographies. Prices are US
dollars per million tokens on demand. One text of JSON, since a module compiles its files on each run, and so many
literals would cost more than all the rest.
"""

from __future__ import annotations

SOURCE = "LiteLLM {version}"
#: The day on which that version was published.
PUBLISHED = "{published}"
ROWS = r"""
{rows}
"""
'''


def main() -> None:
    (version, published), *_more = _PINNED.findall(PIN.read_text())
    found = rows_of(_published_table())
    TABLE.write_text(render(found, version, published))
    print(f"{TABLE.relative_to(ROOT)}: {len(found)} models of LiteLLM {version} ({published})")


def rows_of(table: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Model id → its row, for the text and embedding models of Bedrock's runtime."""
    entries: dict[str, dict[str, Mapping[str, Any]]] = {}
    for key, entry in table.items():
        geography, model_id = _split(key)
        if _matters(model_id, entry):
            entries.setdefault(model_id, {})[geography] = entry
    return {model_id: _row(model_id, entries[model_id], table) for model_id in sorted(entries)}


def render(rows: Mapping[str, Mapping[str, Any]], version: str, published: str) -> str:
    """The text of the file."""
    text = ",\n".join(_lines(model_id, row) for model_id, row in rows.items())
    return HEAD.format(version=version, published=published, rows=f"{{\n{text}\n}}")


def _published_table() -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        choice = ["--no-deps", "--only-binary=:all:", "--require-hashes", *_WHEEL, "-d", folder, "-r", str(PIN)]
        subprocess.run([sys.executable, "-m", "pip", "download", "-q", *choice], check=True)
        (wheel,) = Path(folder).glob("litellm-*.whl")
        with zipfile.ZipFile(wheel) as archive:
            table: dict[str, Any] = json.loads(archive.read(_IN_WHEEL))
    return table


def _split(key: str) -> tuple[str, str]:
    prefix, dot, rest = key.partition(".")
    return (prefix, rest) if dot and prefix in _GEOGRAPHIES else ("", key)


def _matters(model_id: str, entry: Any) -> bool:
    # Keys with a slash are prices of one region or commitment; @ is how Google writes versions.
    return (
        isinstance(entry, Mapping)
        and entry.get("litellm_provider") in _PROVIDERS
        and entry.get("mode") in {"chat", "embedding"}
        and "." in model_id
        and not set("/@") & set(model_id)
        and model_kind(model_id) != OTHER
    )


def _row(model_id: str, entries: Mapping[str, Mapping[str, Any]], table: Mapping[str, Any]) -> dict[str, Any]:
    found = {geography: _facts(entry) for geography, entry in entries.items()}
    base = dict(found.get("") or found[min(found)])
    if any("structured_output" in found.get(place, {}) for place in ("us", "global")):
        # Of models that only profiles reach, LiteLLM says this at the profiles.
        base["structured_output"] = any(found.get(place, {}).get("structured_output") for place in ("us", "global"))
    geographies = sorted(set(found) - {""})
    name = _anthropic_name(model_id, table)
    row = ({"anthropic_name": name} if name else {}) | base
    different: dict[str, tuple[list[str], dict[str, Any]]] = {}
    for geography in geographies:
        facts = found[geography]
        changed = {fact: facts.get(fact) for fact in sorted({*facts, *base}) if facts.get(fact) != base.get(fact)}
        if changed:
            different.setdefault(json.dumps(changed), ([], changed))[0].append(geography)
    row |= {"geographies": " ".join(geographies)} if geographies else {}
    but = {" ".join(places): changed for places, changed in different.values()}
    return row | ({"but": but} if but else {})


def _anthropic_name(model_id: str, table: Mapping[str, Any]) -> str | None:
    """What Anthropic itself calls the model, where LiteLLM lists it there."""
    vendor, _dot, rest = model_id.partition(".")
    name = re.sub(r"-v\d+(:\d+)?$", "", rest)
    listed = table.get(name, {}).get("litellm_provider") == "anthropic"
    return name if vendor == "anthropic" and listed else None


def _facts(entry: Mapping[str, Any]) -> dict[str, Any]:
    structured = _structured_output(entry)
    return {
        **{name: entry[theirs] for name, theirs in _PLAIN.items() if theirs in entry},
        **({} if structured is None else {"structured_output": structured}),
        **_reasoning(entry),
        **({"refused_parameters": _SAMPLING} if entry.get("supports_sampling_params") is False else {}),
        **_prices(entry),
    }


def _reasoning(entry: Mapping[str, Any]) -> dict[str, str | bool]:
    """`adaptive`; `true` where LiteLLM says that the model reasons, but not how it is requested."""
    if entry.get("supports_adaptive_thinking"):
        return {"reasoning": "adaptive"}
    return {"reasoning": True} if entry.get("supports_reasoning") else {}


def _structured_output(entry: Mapping[str, Any]) -> bool | None:
    """Whether Bedrock itself keeps an answer to a schema; LiteLLM's other flag means its own way, by a tool."""
    flag, own = entry.get("supports_native_structured_output"), entry.get("supports_bedrock_native_structured_output")
    if entry.get("supports_bedrock_native_structured_output_by_default"):
        return own is not False
    if flag or own:
        return True
    return None if flag is None and own is None else False


def _prices(entry: Mapping[str, Any]) -> dict[str, dict[str, int | float]]:
    """Dollars per million tokens, and those of requests with more tokens than `above`, where they cost more."""
    long = [match for match in map(_LONG.match, entry) if match]
    found = {"price": _priced(entry, "")}
    for match in long:
        found["long_price"] = {"above": int(match[1]) * 1000} | _priced(entry, f"_above_{match[1]}k_tokens")
    return {name: prices for name, prices in found.items() if prices}


def _priced(entry: Mapping[str, Any], suffix: str) -> dict[str, Any]:
    costs = {name: entry.get(f"{theirs}{suffix}") for name, theirs in _PRICES.items()}
    return {name: _per_million(cost) for name, cost in costs.items() if cost}


def _per_million(cost: float) -> int | float:
    amount = round(cost * 1_000_000, 6)
    return int(amount) if amount.is_integer() else amount


def _lines(model_id: str, row: Mapping[str, Any]) -> str:
    """A row as lines of some facts each, so that a change is seen in a diff."""
    but = [f"{json.dumps(places)}: {_object(changed, 4)}" for places, changed in row.get("but", {}).items()]
    text = _object({name: value for name, value in row.items() if name != "but"}, 1)
    last = ',\n "but": {\n  ' + ",\n  ".join(but) + "}}" if but else "}"
    return f"{json.dumps(model_id)}: {text.removesuffix('}')}{last}"


def _object(facts: Mapping[str, Any], indent: int) -> str:
    parts = (f"{json.dumps(name)}: {json.dumps(value)}" for name, value in facts.items())
    start = f"\n{' ' * indent}"
    return f"{{{start}{f',{start}'.join(_filled(parts))}}}"


def _filled(parts: Iterable[str]) -> Iterable[str]:
    line = ""
    for part in parts:
        if line and len(line) + len(part) + 2 > _WIDTH:
            yield line
            line = part
        else:
            line = f"{line}, {part}" if line else part
    if line:
        yield line


if __name__ == "__main__":
    main()
