// Copyright (c) 2026 genai.bedrock contributors
// GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { HumanMessage, SystemMessage, ToolMessage } from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import { z } from "zod";
import { chat, model, embeddings as embedder } from "./block.mjs";
import { AGENT, ATTACK, BLOCKED, CHAT, DESCRIPTION, GUARDED, QUESTION, TOOL, VECTORS } from "./kit.mjs";

const first = (record) => model(record, record.targets[0]);
const schema = z.object({ city: z.string() });

export async function text() {
  assert.ok((await first(CHAT).invoke("Hello")).text);
}

export async function stream() {
  let said = "";
  for await (const chunk of await first(CHAT).stream("Hello")) said += chunk.text;
  assert.ok(said);
}

export async function tools() {
  const weather = tool(() => "Sunny", { name: TOOL, description: DESCRIPTION, schema });
  const answer = await first(AGENT).bindTools([weather], { tool_choice: "any" }).invoke(QUESTION);
  const [call] = answer.tool_calls;
  assert.equal(call.name, TOOL);
  const result = new ToolMessage({ content: "Sunny", tool_call_id: call.id });
  assert.ok((await first(AGENT).bindTools([weather]).invoke([new HumanMessage(QUESTION), answer, result])).text);
}

export async function structured_output() {
  assert.equal(typeof (await first(AGENT).withStructuredOutput(schema).invoke(QUESTION)).city, "string");
}

export async function embeddings() {
  assert.equal((await embedder(VECTORS, VECTORS.targets[0]).embedQuery("Hello")).length, VECTORS.dimensions);
}

export async function guardrail() {
  assert.equal((await first(GUARDED).invoke(ATTACK)).text, BLOCKED);
}

export async function failover() {
  assert.ok((await chat(CHAT).invoke("Hello")).text);
}

export async function caching() {
  const system = new SystemMessage({ content: [{ type: "text", text: "Be brief." }, { cachePoint: { type: "default" } }] });
  assert.ok((await first(CHAT).invoke([system, new HumanMessage("Hello")])).text);
}
