// Copyright (c) 2026 genai.bedrock contributors
// GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { CHAT, PLEASE, TOOL } from "./kit.mjs";

// It looks for the profiles first, and does without.
export const tolerated = ["bedrock"];

const home = mkdtempSync(join(tmpdir(), "claude-"));
const wrapper = resolve("node_modules/@anthropic-ai/claude-code/cli-wrapper.cjs");
const command = readFileSync("command.sh", "utf8").trim();

function ask(prompt, options = "--output-format json") {
  const script = `claude() { node "${wrapper}" "$@" ${options}; }\n${command}`;
  const env = { ...process.env, HOME: home, PROMPT: prompt, CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1" };
  const done = spawnSync("bash", ["-c", script], { cwd: home, env, encoding: "utf8", input: "", timeout: 120_000 });
  assert.equal(done.status, 0, done.stderr + done.stdout);
  return done.stdout.trim();
}

export async function text() {
  const answer = JSON.parse(ask("Hello"));
  assert.ok(answer.result);
  // The start model is the everyday one, known by its own name and window.
  const [[arn, used]] = Object.entries(answer.modelUsage);
  assert.equal(arn, CHAT.targets[0].arn);
  assert.equal(used.contextWindow, CHAT.context_window);
  assert.equal(used.canonicalModel, CHAT.anthropic_name);
}

export async function stream() {
  const lines = ask("Hello", "--output-format stream-json --include-partial-messages --verbose").split("\n");
  assert.ok(lines.map(JSON.parse).some((line) => line.event?.type === "content_block_delta"));
}

export async function tools() {
  const prompt = PLEASE.replace(TOOL, "Bash").replace(/\{.*\}/, '{"command": "echo sunny", "description": "Weather"}');
  const lines = ask(prompt, "--output-format stream-json --verbose --allowedTools Bash").split("\n").map(JSON.parse);
  const blocks = lines.flatMap((line) => line.message?.content ?? []);
  assert.ok(blocks.some((block) => block.type === "tool_result" && JSON.stringify(block.content).includes("sunny")));
}
