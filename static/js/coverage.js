// In the coverage map the arrow keys go from cell to cell. Without JavaScript Tab goes through all of them.

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/** The first link of the cell that lies one step further; undefined at the edge. */
function linkBeside(cell, [down, right]) {
  const row = cell.parentElement;
  const rows = [...row.closest("table").rows];
  const column = cell.cellIndex + right;
  return rows[rows.indexOf(row) + down]?.cells[column]?.querySelector("a");
}

document.addEventListener("keydown", (event) => {
  const step = STEPS[event.key];
  if (!step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const cell = event.target.closest?.("[data-coverage-table] td");
  const link = cell && linkBeside(cell, step);
  if (!link) return;
  event.preventDefault();
  link.focus();
});

/** From the table itself, the arrow keys still scroll; Enter goes in, to the first cell. */
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches?.("[data-coverage-table]")) return;
  event.preventDefault();
  event.target.querySelector("td a")?.focus();
});

/** Tells that it goes so, wherever there are links to go to, and again when HTMX replaced the table. */
function tellOfKeys() {
  const told = document.getElementById("coverage-keys");
  if (!told) return;
  told.hidden = false;
  document.querySelector("[data-coverage-table]")?.setAttribute("aria-describedby", told.id);
}

document.body.addEventListener("htmx:afterSwap", tellOfKeys);
tellOfKeys();
