// Copyright (c) 2026 genai.bedrock contributors
// GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { ConverseCommand, ConverseStreamCommand, InvokeModelCommand } from "@aws-sdk/client-bedrock-runtime";
import { client, firstThatAnswers, request } from "./block.mjs";
import { AGENT, ATTACK, BLOCKED, CHAT, DESCRIPTION, GUARDED, QUESTION, SCHEMA, TOOL, VECTORS } from "./kit.mjs";

const say = (text) => [{ role: "user", content: [{ text }] }];
const target = CHAT.targets[0];

function converse(text, record = CHAT, at = record.targets[0], options = {}) {
  return client(at).send(new ConverseCommand({ messages: say(text), ...request(record, at), ...options }));
}

export async function text() {
  assert.ok((await converse("Hello")).output.message.content[0].text);
}

export async function stream() {
  const answer = await client(target).send(
    new ConverseStreamCommand({ messages: say("Hello"), ...request(CHAT, target) }),
  );
  let told = "";
  for await (const event of answer.stream) told += event.contentBlockDelta?.delta?.text ?? "";
  assert.ok(told);
}

export async function tools() {
  const tool = { toolSpec: { name: TOOL, description: DESCRIPTION, inputSchema: { json: SCHEMA } } };
  const answer = await converse(QUESTION, AGENT, AGENT.targets[0], { toolConfig: { tools: [tool], toolChoice: { any: {} } } });
  const { toolUse } = answer.output.message.content.find((block) => block.toolUse);
  assert.equal(toolUse.name, TOOL);
  const toolResult = { toolUseId: toolUse.toolUseId, content: [{ text: "Sunny" }] };
  const messages = [...say(QUESTION), answer.output.message, { role: "user", content: [{ toolResult }] }];
  const last = await converse("", AGENT, AGENT.targets[0], { messages, toolConfig: { tools: [tool] } });
  assert.equal(last.stopReason, "end_turn");
}

export async function embeddings() {
  const at = VECTORS.targets[0];
  const body = JSON.stringify({ inputText: "Hello", ...VECTORS.request });
  const answer = await client(at).send(new InvokeModelCommand({ modelId: at.arn, body }));
  assert.equal(JSON.parse(answer.body.transformToString()).embedding.length, VECTORS.dimensions);
}

export async function guardrail() {
  const answer = await converse(ATTACK, GUARDED);
  assert.equal(answer.stopReason, "guardrail_intervened");
  assert.equal(answer.output.message.content[0].text, BLOCKED);
}

export async function failover() {
  assert.ok(await firstThatAnswers(CHAT, (at) => converse("Hello", CHAT, at)));
}

export async function caching() {
  await converse("Hello", CHAT, target, { system: [{ text: "Be brief." }, { cachePoint: { type: "default" } }] });
}
