// Everything on these pages works without this file. It adds two conveniences: a filter over the claims on a
// ledger page, and a stepper from claim to claim in a source's text.
"use strict";

(() => {
  const make = (name, properties = {}, ...children) => {
    const node = Object.assign(document.createElement(name), properties);
    node.append(...children);
    return node;
  };

  const ledger = document.getElementById("ledger");
  const bar = document.getElementById("filter");
  if (ledger && bar) {
    const rows = [...ledger.tBodies[0].rows];
    const many = (row, key) => (row.dataset[key] ? row.dataset[key].split("|") : []);
    const choices = (key) => {
      const counts = new Map();
      for (const row of rows) for (const value of new Set(many(row, key))) counts.set(value, (counts.get(value) || 0) + 1);
      return [...counts].sort((a, b) => a[0].localeCompare(b[0]));
    };
    const choose = (label, key) => {
      const select = make("select", { name: key });
      select.append(make("option", { value: "", textContent: "any" }));
      for (const [value, count] of choices(key)) select.append(make("option", { value, textContent: `${value} (${count})` }));
      return make("label", {}, label, select);
    };
    const field = (label, name, type, kind) => make("label", { className: kind || "" }, label, make("input", { name, type }));
    const told = make("output", {});
    told.setAttribute("aria-live", "polite");
    const clear = make("button", { type: "button", textContent: "Clear" });
    bar.append(
      field("Words", "words", "search", "words"), choose("Stance", "stance"), choose("Voice", "voices"),
      choose("Entity", "entities"), field("Date from", "from", "date"), field("to", "to", "date"), clear, told,
    );
    const texts = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
    const values = () => Object.fromEntries([...bar.querySelectorAll("input, select")].map((i) => [i.name, i.value]));
    const fits = (row, v) =>
      v.words.toLowerCase().split(/\s+/).every((word) => texts.get(row).includes(word)) &&
      (!v.stance || row.dataset.stance === v.stance) &&
      (!v.voices || many(row, "voices").includes(v.voices)) &&
      (!v.entities || many(row, "entities").includes(v.entities)) &&
      (!v.from || (row.dataset.last && row.dataset.last >= v.from)) &&
      (!v.to || (row.dataset.first && row.dataset.first <= v.to));
    const apply = () => {
      const v = values();
      let shown = 0;
      for (const row of rows) {
        row.hidden = !fits(row, v);
        shown += row.hidden ? 0 : 1;
      }
      told.textContent = `${shown} of ${rows.length} claims on this page`;
      document.getElementById("nothing").hidden = shown > 0;
    };
    bar.addEventListener("input", apply);
    clear.addEventListener("click", () => {
      for (const input of bar.querySelectorAll("input, select")) input.value = "";
      apply();
    });
    bar.addEventListener("keydown", (event) => {
      if (event.key === "Escape") clear.click();
    });
    bar.hidden = false;
    apply();
  }

  const marks = [...document.querySelectorAll(".reading mark[id]")];
  if (marks.length > 1) {
    let at = -1;
    const told = make("output", {});
    told.setAttribute("aria-live", "polite");
    const go = (step) => {
      if (at >= 0) marks[at].classList.remove("lit");
      at = at < 0 && step < 0 ? marks.length - 1 : (at + step + marks.length) % marks.length;
      marks[at].classList.add("lit");
      marks[at].scrollIntoView({ block: "center" });
      told.textContent = `Claim ${at + 1} of ${marks.length}`;
    };
    const button = (label, arrow, step) => {
      const made = make("button", { type: "button", textContent: arrow });
      made.setAttribute("aria-label", label);
      made.addEventListener("click", () => go(step));
      return made;
    };
    told.textContent = `${marks.length} claims`;
    const stepper = make("div", { className: "stepper" }, button("Previous claim", "↑", -1), told, button("Next claim", "↓", 1));
    stepper.setAttribute("role", "group");
    stepper.setAttribute("aria-label", "Step from claim to claim");
    stepper.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        event.preventDefault();
        go(step);
      }
    });
    const here = marks.findIndex((mark) => `#${mark.id}` === location.hash);
    if (here >= 0) at = here;
    document.getElementById("main").append(stepper);
  }
})();
