// Small comforts; every page works without them.
(() => {
  "use strict";
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"];
  const EPOCH = 719163; // the ordinal of 1 January 1970, as the server counts days

  const written = (ordinal) => {
    const day = new Date((Number(ordinal) - EPOCH) * 86400000);
    return `${day.getUTCDate()} ${MONTHS[day.getUTCMonth()]} ${day.getUTCFullYear()}`;
  };

  // The slider says its day while it moves, and can play the reports one after another.
  const slider = document.querySelector("input[type=range][name=day]");
  if (slider) {
    const said = slider.form.querySelector("[data-day]");
    const say = () => { said.textContent = written(slider.value); };
    slider.addEventListener("input", say);
    slider.form.querySelector("button").hidden = true;
    const reports = [...slider.list.options].map((option) => Number(option.value));
    if (reports.length > 2) slider.form.querySelector(".slide").append(player(slider, reports));
  }

  function player(range, reports) {
    const button = document.createElement("button");
    let timer = 0;
    const stop = () => { clearInterval(timer); timer = 0; button.textContent = "Play"; };
    const step = () => {
      const next = reports.find((report) => report > Number(range.value));
      if (next === undefined) { stop(); return; }
      range.value = String(next);
      range.dispatchEvent(new Event("input", { bubbles: true }));
    };
    button.type = "button";
    button.textContent = "Play";
    button.addEventListener("click", () => {
      if (timer) { stop(); return; }
      if (Number(range.value) >= reports[reports.length - 1]) range.value = String(reports[0] - 1);
      button.textContent = "Stop";
      timer = setInterval(step, 1100);
      step();
    });
    return button;
  }

  // A story that is dropped on the field is put into it.
  const field = document.querySelector("textarea[data-drop]");
  if (field) {
    const files = field.form.querySelector("input[type=file]");
    field.addEventListener("dragover", (event) => { event.preventDefault(); field.classList.add("over"); });
    field.addEventListener("dragleave", () => field.classList.remove("over"));
    field.addEventListener("drop", (event) => {
      field.classList.remove("over");
      if (event.dataTransfer.files.length) { event.preventDefault(); files.files = event.dataTransfer.files; }
    });
  }

  // A drawing that is wider than the window begins at its busiest place.
  for (const box of document.querySelectorAll("figure .wide:has(svg.map, svg.net)")) {
    const inside = box.getBoundingClientRect();
    const busy = (box.querySelector(".spot, .area") || box.querySelector("svg")).getBoundingClientRect();
    box.scrollLeft += busy.left + busy.width / 2 - inside.left - inside.width / 2;
  }

  // Where the ledger is being written, the page asks quietly and is loaded anew when it can be read.
  const waiting = document.querySelector("[data-again]");
  if (waiting) {
    setInterval(async () => {
      const answer = await fetch(location.href, { headers: { accept: "text/html" } }).catch(() => null);
      if (answer && answer.status !== 503) location.reload();
    }, 1000 * Number(waiting.dataset.again));
  }

  // A choice that changes what is shown does so at once.
  document.addEventListener("change", (event) => {
    if (event.target.matches("select[data-go]")) event.target.form.requestSubmit();
  });
})();
