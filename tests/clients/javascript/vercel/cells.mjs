// Copyright (c) 2026 genai.bedrock contributors
// GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { embed, generateObject, generateText, stepCountIs, streamText, tool } from "ai";
import { z } from "zod";
import { embeddings as embedder, model, options } from "./block.mjs";
import { AGENT, ATTACK, BLOCKED, CHAT, DESCRIPTION, GUARDED, PLEASE, QUESTION, TOOL, VECTORS } from "./kit.mjs";

const request = (record, prompt) => ({
  model: model(record, record.targets[0]),
  prompt,
  maxRetries: 0,
  ...options(record, record.targets[0]),
});
const schema = z.object({ city: z.string() });

export async function text() {
  assert.ok((await generateText(request(CHAT, "Hello"))).text);
}

export async function stream() {
  let said = "";
  for await (const part of streamText(request(CHAT, "Hello")).textStream) said += part;
  assert.ok(said);
}

export async function tools() {
  const weather = tool({ description: DESCRIPTION, inputSchema: schema, execute: () => "Sunny" });
  const answer = await generateText({ ...request(AGENT, PLEASE), tools: { [TOOL]: weather }, stopWhen: stepCountIs(2) });
  assert.equal(answer.steps[0].toolCalls[0].toolName, TOOL);
  assert.ok(answer.text);
}

export async function structured_output() {
  assert.equal(typeof (await generateObject({ ...request(AGENT, QUESTION), schema })).object.city, "string");
}

export async function embeddings() {
  const { embedding } = await embed({ model: embedder(VECTORS, VECTORS.targets[0]), value: "Hello" });
  assert.equal(embedding.length, VECTORS.dimensions);
}

export async function guardrail() {
  const answer = await generateText(request(GUARDED, ATTACK));
  assert.equal(answer.finishReason, "content-filter");
  assert.equal(answer.text, BLOCKED);
}

export async function caching() {
  const system = {
    role: "system",
    content: "Be brief.",
    providerOptions: { bedrock: { cachePoint: { type: "default" } } },
  };
  const { prompt: content, ...rest } = request(CHAT, "Hello");
  assert.ok((await generateText({ ...rest, messages: [system, { role: "user", content }] })).text);
}
