// The sections of the page, in their order. Each returns its content for one account.
const STATES = { in_sync: ["In sync", "good"], differs: ["Differs", "warn"], unknown: ["Not known", "bad"] };
const SEVERITIES = { error: "bad", warning: "warn", info: "" };
const name = (row) => [row.workload, row.key].filter(Boolean).join("/") || "(none)";
const place = (region) => { const known = report.regions[region]; return known ? [...new Set([known.place, known.country !== known.area && known.country])].filter(Boolean).join(", ") : ""; };
const stateBadge = (account) => badge(...STATES[account.sync.state]);

function syncSection(account) {
  const { state, changes, counts } = account.sync;
  const text = {
    in_sync: "What is deployed is what the inventory says.",
    differs: Object.entries(counts).map(([action, many]) => `${many} × ${action}`).join(", ") || "A deployment would change something.",
    unknown: "No plan could be made; the findings say why.",
  }[state];
  return [
    report.accounts.length > 1 ? table("Accounts", [
      { title: "Account", show: (one) => [one.name, one.account_id ? ` (${one.account_id})` : ""] },
      { title: "State", show: stateBadge },
      { title: "Entries", show: (one) => count(one.entries.length), value: (one) => one.entries.length, number: true },
      { title: "Changes", show: (one) => count(one.sync.changes.length), value: (one) => one.sync.changes.length, number: true },
      { title: "Findings", show: (one) => count(one.findings.length), value: (one) => one.findings.length, number: true },
    ], report.accounts) : null,
    report.accounts.length > 1 ? el("h3", {}, account.name) : null,
    el("p", { class: "state" }, stateBadge(account), el("span", {}, text)),
    changes.length ? table("What differs", [
      { title: "Entry", show: name },
      { title: "Region", show: (row) => row.region },
      { title: "Action", show: (row) => badge(row.action, "warn") },
      { title: "Reasons", show: (row) => list(row.reasons) },
      { title: "Origin", show: (row) => row.origin },
    ], changes) : null,
  ];
}

const guardrail = (target) => (target.guardrail ? `${target.guardrail.identifier}, version ${target.guardrail.version}` : "none");
const price = (row) => (row.price && row.price.input !== null ? `${dollars(row.price.input)} in${row.price.output === null ? "" : `, ${dollars(row.price.output)} out`}` : "not known");

function workloadsSection(account) {
  const workloads = [...new Set(account.entries.map((row) => row.workload))];
  if (!workloads.length) return el("p", {}, "Nothing is published.");
  return workloads.map((workload) => [
    el("h3", {}, workload),
    table(`Entries of ${workload}`, [
      { title: "Entry", show: (row) => [el("strong", {}, row.key), row.use_case ? el("div", { class: "muted" }, row.use_case) : null], value: (row) => row.key },
      { title: "Model", show: (row) => el("div", { class: "id" }, el("code", {}, row.model_id), el("div", { class: "muted" }, `${price(row)} per million tokens`)), value: (row) => row.model_id },
      { title: "Regions and ARNs", show: (row) => el("div", { class: "arns" }, list(row.targets.map((target, order) => [`${order + 1}. ${target.region} `, copyButton(target.arn, `ARN of ${name(row)} in ${target.region}`), el("div", {}, el("code", { class: "muted" }, target.arn))]))), value: (row) => row.targets.map((target) => target.region).join() },
      { title: "Guardrail", show: (row) => list([...new Set(row.targets.map(guardrail))]) },
      { title: "Cost tags", show: (row) => list(Object.entries(row.cost_tags).map(([key, value]) => `${key}: ${value}`), "tags") },
      { title: "SSM path", show: (row) => el("div", { class: "id" }, el("code", {}, row.ssm_path.replaceAll("/", "/\u200b")), " ", copyButton(row.ssm_path, `SSM path of ${name(row)}`)), value: (row) => row.ssm_path },
      { title: "Last used", show: (row) => row.last_used || (account.usage ? "not in this time" : "not known"), value: (row) => row.last_used || "" },
    ], account.entries.filter((row) => row.workload === workload)),
  ]);
}

function usageSection(account) {
  const { usage } = account;
  if (!usage) return el("p", {}, "Usage could not be read.");
  const { totals } = usage;
  const chart = el("div", {}, usageChart(usage, "invocations"));
  const measure = el("select", { change: () => chart.replaceChildren(usageChart(usage, measure.value)) }, Object.entries(MEASURES).map(([key, title]) => el("option", { value: key }, title)));
  const figures = { Invocations: count(totals.invocations), "Input tokens": count(totals.input_tokens), "Output tokens": count(totals.output_tokens), Throttles: count(totals.throttles), "Estimated cost": dollars(totals.cost) || "no price known" };
  const number = (title, of, show = count) => ({ title, number: true, show: (row) => show(of(row)), value: (row) => of(row) ?? -1 });
  const columns = [
    number("Invocations", (row) => row.invocations), number("Input tokens", (row) => row.input_tokens), number("Output tokens", (row) => row.output_tokens),
    number("Throttles", (row) => row.throttles), number("Errors", (row) => row.client_errors + row.server_errors),
    number("Latency p90, ms", (row) => row.latency_p90, (time) => (time === null ? "" : count(Math.round(time)))), number("Cost, estimate", (row) => row.cost, dollars), number("With advised model", (row) => row.advised_cost, dollars),
  ];
  return [
    el("p", { class: "muted" }, `From ${usage.start.slice(0, 10)} to ${usage.end.slice(0, 16).replace("T", " ")} UTC. Costs are estimates by list prices.`),
    el("dl", { class: "figures" }, Object.entries(figures).map(([title, value]) => el("div", {}, el("dt", {}, title), el("dd", {}, value)))),
    el("div", { class: "tools" }, el("label", {}, "Show: ", measure)), chart,
    table("Usage by entry", [{ title: "Entry", show: name }, ...columns], usage.entries),
    Object.entries(usage.tags).map(([tag, rows]) => el("details", {}, el("summary", {}, `By tag ${tag}`), table(`Usage by tag ${tag}`, [{ title: tag, show: (row) => row.value || "(none)" }, ...columns], rows))),
    el("details", {}, el("summary", {}, `By ${usage.period} and workload`), table("Invocations in each period", [
      { title: usage.period === "day" ? "Day" : "Hour", show: (row) => row.period },
      ...usage.workloads.map((workload) => number(workload.workload || "(none)", (row) => (workload.series.invocations || [])[row.at] || 0)),
    ], usage.periods.map((period, at) => ({ period, at })))),
  ];
}

function lifecycleSection(account) {
  if (!account.models.length) return el("p", {}, "No model is known.");
  return [lifecycleChart(account.models, report.generated.slice(0, 10)), table("Lifecycle of models", [
    { title: "Model", show: (row) => el("code", {}, row.model_id) },
    { title: "Status", show: (row) => badge(row.status, row.due ? "bad" : row.status === "ACTIVE" ? "good" : "warn") },
    { title: "Legacy from", show: (row) => row.legacy_time || "" },
    { title: "Ends", show: (row) => row.end_of_life_time || "no date" },
    { title: "Days left", show: (row) => count(row.days_left), value: (row) => row.days_left ?? Infinity, number: true },
    { title: "Entries", show: (row) => row.entries.join(", ") },
    { title: "May follow", show: (row) => row.way_out || row.advice },
  ], account.models)];
}

/** Entries that are routed alike share a drawing. */
function routes(entries) {
  const found = new Map();
  for (const entry of entries) {
    const key = JSON.stringify([entry.workload, entry.targets.map((target) => [target.region, target.destinations])]);
    found.set(key, [...(found.get(key) || []), entry]);
  }
  return [...found.values()];
}

/** Region → how a request gets there: [words, kind], the called ones in order. */
function ways({ targets, processed_in: processed }) {
  const called = targets.map((target, order) => [target.region, order ? [`Failover ${order}`, "failover"] : ["Primary", "primary"]]);
  const others = processed.filter((region) => !targets.some((target) => target.region === region)).map((region) => [region, ["AWS may route", ""]]);
  return new Map([...called, ...others]);
}

/** Area → its regions, those with a called one first. */
function areasOf(entry) {
  const areas = new Map();
  for (const region of ways(entry).keys()) {
    const { area } = report.regions[region];
    areas.set(area, [...(areas.get(area) || []), region]);
  }
  return areas;
}

function areaTable(entries) {
  const areas = [...new Set(entries.flatMap((entry) => [...areasOf(entry).keys()]))].sort();
  const cell = (entry, area) => {
    const found = ways(entry);
    const words = new Map((areasOf(entry).get(area) || []).map((region) => [found.get(region)[0].replace(/ [0-9]+$/, ""), found.get(region)[1]]));
    return list([...words].map((way) => badge(...way)), "chips");
  };
  return table("Areas by entry", [
    { title: "Entry", show: name },
    ...areas.map((area) => ({ title: area, show: (entry) => cell(entry, area) })),
  ], entries);
}

function routingSection(account) {
  if (!account.entries.length) return el("p", {}, "Nothing is published.");
  return [
    el("p", {}, "A request goes to the ", badge("Primary", "primary"), " region, and to a ", badge("Failover", "failover"), " region where that does not answer. From there AWS itself may route it to any region that is listed."),
    areaTable(account.entries),
    routes(account.entries).map((entries) => {
      const [{ processed_in: processed, workload }] = entries;
      const found = ways(entries[0]);
      const areas = areasOf(entries[0]);
      return el("div", { class: "route" },
        el("h3", {}, `${workload}: ${entries.map((entry) => entry.key).join(", ")}`),
        processed.length ? el("p", {}, "Data may be processed in ", el("strong", {}, [...areas.keys()].join(", ")), ` (${found.size} ${found.size === 1 ? "region" : "regions"}).`) : el("p", {}, "Where AWS may route requests is not known."),
        el("ul", { class: "areas" }, [...areas].map(([area, regions]) => el("li", {}, el("strong", {}, area), list(regions.map((region) => [
          el("span", {}, region, el("span", { class: "muted" }, ` ${place(region)}`)), badge(...found.get(region))]))))));
    }),
  ];
}

function findingsSection(account) {
  if (!account.findings.length) return el("p", {}, "Nothing was found.");
  return table("Findings and advice", [
    { title: "Severity", show: (row) => badge(row.severity, SEVERITIES[row.severity]), value: (row) => Object.keys(SEVERITIES).indexOf(row.severity) },
    { title: "About", show: (row) => [row.about, row.regions.length ? el("div", { class: "muted" }, row.regions.join(", ")) : null] },
    { title: "Finding", show: (row) => row.message },
    { title: "Way out", show: (row) => row.way_out },
  ], account.findings);
}
