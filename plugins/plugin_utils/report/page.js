// Puts the page together, for one account at a time.
const report = JSON.parse(document.getElementById("data").textContent);
const SECTIONS = {
  sync: ["In sync or what differs", syncSection], workloads: ["Workloads", workloadsSection], usage: ["Usage over time", usageSection],
  lifecycle: ["Lifecycle of models", lifecycleSection], routing: ["Where data may be processed", routingSection], findings: ["Findings and advice", findingsSection],
};

function show(account) {
  document.getElementById("main").replaceChildren(...Object.entries(SECTIONS).map(([id, [title, content]]) =>
    el("section", { id, "aria-labelledby": `${id}-title` }, el("h2", { id: `${id}-title` }, title), content(account))));
}

document.getElementById("generated").textContent = `As of ${report.generated.slice(0, 16).replace("T", " ")} UTC`;
document.getElementById("sections").append(...Object.entries(SECTIONS).map(([id, [title]]) => el("li", {}, el("a", { href: `#${id}` }, title))));
if (report.accounts.length > 1) {
  const accounts = el("select", { id: "account", change: () => { show(report.accounts[accounts.value]); say(`Account ${report.accounts[accounts.value].name}`); } },
    report.accounts.map((account, place) => el("option", { value: String(place) }, account.name)));
  document.getElementById("switch").append(el("label", {}, "Account: ", accounts));
}
show(report.accounts[0]);
