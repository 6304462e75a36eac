"use strict";
// Elements and tables. Whatever comes from the report becomes a text node, never markup.

/** An element with attributes (functions are listeners), and children: elements, texts, or lists of these. */
function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(key, value);
    else if (value !== undefined && value !== null && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined).map((child) => (child instanceof Node ? child : String(child))));
  return element;
}

const say = (text) => { document.getElementById("said").textContent = text; };
const badge = (text, kind) => el("span", { class: `badge ${kind}` }, text);
const list = (items, kind = "stack") => el("ul", { class: kind }, items.map((item) => el("li", {}, item)));
const count = (number) => (number === null || number === undefined ? "" : number.toLocaleString("en"));
const dollars = (number) => (number === null || number === undefined ? "" : `$${number.toLocaleString("en", number && number < 1 ? { maximumSignificantDigits: 2 } : { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`);

function copyButton(text, what) {
  const button = el("button", { type: "button", class: "button copy", "aria-label": `Copy ${what}`, click: async () => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Pages that are opened from disk may not have the clipboard's own interface.
      const area = el("textarea", { class: "hidden", "aria-hidden": "true" });
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
      button.focus();
    }
    button.textContent = "Copied";
    say(`Copied ${what}`);
    setTimeout(() => { button.textContent = "Copy"; }, 1500);
  } }, "Copy");
  return button;
}

const collator = new Intl.Collator("en", { numeric: true });
const compare = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : collator.compare(a ?? "", b ?? ""));

/**
 * A table that sorts by any column and, from six rows on, is searched.
 * Columns: { title, show(row) → cell, value(row) → what is sorted by (default: the shown text), number: true }.
 */
function table(caption, columns, rows) {
  const made = rows.map((row) => {
    const cells = columns.map(({ show, number }) => el("td", number ? { class: "number" } : {}, show(row)));
    const element = el("tr", {}, cells);
    return { row, cells, element, text: element.textContent.toLowerCase() };
  });
  const body = el("tbody", {}, made.map(({ element }) => element));
  const sort = (column, place, header) => {
    const direction = header.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
    for (const other of header.parentNode.children) other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", direction);
    const value = ({ row, cells }) => (column.value ? column.value(row) : cells[place].textContent);
    made.sort((a, b) => (direction === "ascending" ? 1 : -1) * compare(value(a), value(b)));
    body.append(...made.map(({ element }) => element));
  };
  const headers = columns.map((column, place) => {
    const header = el("th", { scope: "col", class: column.number ? "number" : null });
    header.append(el("button", { type: "button", click: () => sort(column, place, header) }, column.title));
    return header;
  });
  const whole = el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": `${caption}, table` },
    el("table", {}, el("caption", { class: "hidden" }, caption), el("thead", {}, el("tr", {}, headers)), body));
  if (rows.length < 6) return whole;
  const shown = el("span", { class: "muted", role: "status" }, `${rows.length} rows`);
  const search = el("input", { type: "search", placeholder: "Any text", input: () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = made.filter(({ element, text }) => !(element.hidden = !words.every((word) => text.includes(word))));
    shown.textContent = `${found.length} of ${rows.length} rows`;
  } });
  return el("div", {}, el("div", { class: "tools" }, el("label", {}, "Search: ", search), shown), whole);
}
