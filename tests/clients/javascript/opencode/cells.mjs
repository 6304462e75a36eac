// Copyright (c) 2026 genai.bedrock contributors
// GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { PLEASE, TOOL } from "./kit.mjs";

const home = mkdtempSync(join(tmpdir(), "opencode-"));
const command = readFileSync("command.sh", "utf8").trim();

// It takes the endpoint from its settings alone, where an account needs none.
const settings = JSON.parse(readFileSync(join(process.env.EXPORTS, "opencode.json"), "utf8"));
settings.provider["amazon-bedrock"].options.endpoint = process.env.AWS_ENDPOINT_URL;
writeFileSync(join(home, "opencode.json"), JSON.stringify(settings));

function ask(prompt) {
  const path = `${resolve("node_modules/opencode-linux-x64/bin")}:${process.env.PATH}`;
  const quiet = { OPENCODE_DISABLE_AUTOUPDATE: "1", OPENCODE_DISABLE_MODELS_FETCH: "1" };
  const env = { ...process.env, ...quiet, HOME: home, PATH: path, PROMPT: prompt, EXPORTS: home };
  const done = spawnSync("bash", ["-c", `${command} --format json`], {
    cwd: home,
    env,
    encoding: "utf8",
    input: "",
    timeout: 120_000,
  });
  const events = done.stdout.trim().split("\n").map(JSON.parse);
  assert.ok(events.every((event) => event.type !== "error"), done.stdout);
  return events;
}

// It streams whatever it prints.
export async function stream() {
  assert.ok(ask("Hello").some((event) => event.type === "text" && event.part.text));
}

export async function text() {
  await stream();
}

export async function tools() {
  // It escapes quotes of its command line, so that the arguments are a sample: `command` does nothing.
  const events = ask(PLEASE.replace(TOOL, "bash"));
  const called = (event) => event.type === "tool_use" && event.part.state.status === "completed";
  assert.ok(events.some(called), JSON.stringify(events));
}
