// Copyright (c) 2026 genai.bedrock contributors
// GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the cells of one client, as main.py: cells.mjs exports one function for each cell.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import * as cells from "./cells.mjs";
import { CHAT } from "./kit.mjs";

const ALLOWED = ["bedrock-runtime", "ssm"];
const FAILING = ["Converse", "ConverseStream", "InvokeModel", "InvokeModelWithResponseStream"];

async function control(method, name, body) {
  const url = `${process.env.AWS_ENDPOINT_URL}/_local_aws/${name}`;
  return (await fetch(url, { method, body: body && JSON.stringify(body) })).json();
}

async function run(name, cell) {
  const down = name === "failover" ? CHAT.targets[0].region : null;
  const fail = FAILING.map((operation) => ({ operation, code: "ThrottlingException", status: 429, region: down }));
  await control("PUT", "switches", { fail: down ? fail : [] });
  await control("DELETE", "calls");
  try {
    await cell();
    await check(down);
  } catch (error) {
    console.error(error);
    return `${error.name}: ${error.message}`.slice(0, 300);
  } finally {
    await control("PUT", "switches", { fail: [] });
  }
  return "works";
}

async function check(down) {
  const calls = await control("GET", "calls");
  const others = calls.filter((call) => ![...ALLOWED, ...(cells.tolerated ?? [])].includes(call.service)).map((call) => `${call.service}:${call.operation}`);
  assert.deepEqual(others, [], `it calls ${others} too`);
  const models = calls.filter((call) => call.service === "bedrock-runtime");
  assert.ok(models.length, "no model was called");
  assert.equal(models.at(-1).status, 200, models.at(-1).code);
  if (down) {
    assert.deepEqual([models[0].region, models.at(-1).region], CHAT.targets.map((target) => target.region));
  }
}

const results = {};
for (const name of process.argv.slice(3).filter((name) => cells[name])) {
  results[name] = await run(name, cells[name]);
}
writeFileSync(process.argv[2], JSON.stringify(results));
process.exit(0);
