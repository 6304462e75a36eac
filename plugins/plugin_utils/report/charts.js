// Charts, drawn by Observable Plot as SVG in the colours of the page. Each comes with a table of the same numbers.
const OKABE_ITO = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8c6d31", "#7f7f7f"];
const MEASURES = { invocations: "Invocations", input_tokens: "Input tokens", output_tokens: "Output tokens", cost: "Estimated cost in US dollars" };

const figure = (label, ...content) => el("figure", { "aria-label": label }, ...content);

function drawn(options, label) {
  const chart = Plot.plot({ width: 1100, ariaLabel: label, style: { fontSize: "13px", color: "currentColor" }, ...options });
  chart.setAttribute("role", "img");
  // An image is described as a whole; its groups have no role that may carry a label.
  for (const group of chart.querySelectorAll("[aria-label]")) group.removeAttribute("aria-label");
  return chart;
}

function swatches(names, color) {
  return el("ul", { class: "swatches", "aria-hidden": "true" }, names.map((name) => {
    const square = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    for (const [key, value] of Object.entries({ width: "100%", height: "100%", fill: color(name) })) rect.setAttribute(key, value);
    square.append(rect);
    return el("li", {}, square, name);
  }));
}

/** Stacked bars of a measure by period and workload. */
function usageChart(usage, measure) {
  const names = usage.workloads.map((row) => row.workload || "(none)");
  const rows = usage.workloads.flatMap((row) => usage.periods.map((period, place) => ({
    period, workload: row.workload || "(none)", value: (row.series[measure] || [])[place] || 0 })));
  const color = (name) => OKABE_ITO[names.indexOf(name) % OKABE_ITO.length];
  const every = Math.ceil(usage.periods.length / 15);
  const label = `${MEASURES[measure]} by ${usage.period} and workload; the table below has the numbers`;
  const chart = drawn({
    height: 260, marginLeft: 60, marginBottom: 32,
    x: { type: "band", domain: usage.periods, label: null, ticks: usage.periods.filter((_period, place) => place % every === 0), tickFormat: (period) => period.slice(5).replace("T", " ") },
    y: { grid: true, label: MEASURES[measure], tickFormat: "~s" },
    marks: [Plot.barY(rows.filter((row) => row.value), { x: "period", y: "value", fill: (row) => color(row.workload), insetLeft: 1, insetRight: 1 }), Plot.ruleY([0])],
  }, label);
  return figure(label, swatches(names, color), chart);
}

/** From today to the end of each model; one without a date fades out. */
function lifecycleChart(models, today) {
  const start = new Date(today);
  const dated = models.flatMap((model) => [model.legacy_time, model.end_of_life_time]).filter(Boolean).map((text) => new Date(text));
  const horizon = new Date(Math.max(start.getTime() + 366 * 864e5, ...dated.map((date) => date.getTime() + 60 * 864e5)));
  const first = new Date(Math.min(start, ...dated));
  const names = [...new Set(models.map((model) => model.model_id))];
  const bars = models.map((model) => ({ ...model, end: model.end_of_life_time ? new Date(model.end_of_life_time) : horizon }));
  const kind = (model) => (model.due ? "var(--bad)" : model.status === "LEGACY" ? "var(--warn)" : "var(--accent)");
  const label = "Lifecycle of models from today to their end of life; the table below has the dates";
  return figure(label, drawn({
    height: 46 + names.length * 30, marginLeft: 20 + Math.min(340, 8 * Math.max(...names.map((name) => name.length))), marginRight: 110, marginTop: 24, marginBottom: 26,
    x: { type: "utc", domain: [first, horizon], label: null, grid: true }, y: { domain: names, label: null, padding: .45, tickFormat: (name) => (name.length > 42 ? `${name.slice(0, 41)}…` : name) },
    marks: [
      Plot.barX(bars, { y: "model_id", x1: (model) => (model.end < start ? model.end : start), x2: (model) => (model.end < start ? start : model.end), fill: kind, fillOpacity: (model) => (model.end_of_life_time ? .85 : .25), rx: 3 }),
      Plot.text(bars, { y: "model_id", x: "end", text: (model) => (model.end_of_life_time ? `ends ${model.end_of_life_time}` : "no end date"), textAnchor: "start", dx: 6, fill: "currentColor" }),
      Plot.ruleX([start], { stroke: "currentColor", strokeDasharray: "3,3" }),
      Plot.text([start], { x: (date) => date, text: () => "today", frameAnchor: "top", dy: -14, fill: "currentColor" }),
    ],
  }, label));
}
