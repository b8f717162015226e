"use strict";
// Without this script every finding is shown; with it, those that the boxes allow.
(() => {
  const form = document.querySelector(".filters");
  if (!form) return;
  form.hidden = false;
  const findings = [...document.querySelectorAll("article.finding")];
  const all = new Set(findings.map((each) => each.dataset.root)).size;
  const chosen = (name) => new Set([...form.querySelectorAll(`input[name=${name}]:checked`)].map((box) => box.value));
  const show = () => {
    const severities = chosen("severity"), kinds = chosen("kind"), rule = form.rule.value;
    let shown = 0;
    const things = new Set();
    for (const each of findings) {
      const fits = severities.has(each.dataset.severity) && kinds.has(each.dataset.kind) && (!rule || each.dataset.rule === rule);
      each.hidden = !fits;
      shown += fits;
      if (fits) things.add(each.dataset.root);
    }
    for (const group of document.querySelectorAll("section.group")) {
      group.hidden = ![...group.querySelectorAll("article.finding")].some((each) => !each.hidden);
    }
    document.getElementById("shown").textContent = `${shown} of ${findings.length} findings shown: they tell of ${things.size} of the ${all} things that do not agree`;
  };
  form.addEventListener("change", show);
  show();
})();
