// Copyright (c) 2026 genai.bedrock contributors
// GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const home = mkdtempSync(join(tmpdir(), "continue-"));
const command = readFileSync("command.sh", "utf8").trim();

// It streams whatever it prints.
export async function stream() {
  const env = { ...process.env, HOME: home, PROMPT: "Hello", PATH: `${resolve("node_modules/.bin")}:${process.env.PATH}` };
  const done = spawnSync("bash", ["-c", command], { cwd: home, env, encoding: "utf8", input: "", timeout: 120_000 });
  assert.equal(done.status, 0, done.stderr + done.stdout);
  assert.match(done.stdout, /answers: Hello/);
}

export async function text() {
  await stream();
}
