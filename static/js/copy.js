// Buttons that copy an address; without JavaScript the field beside them is there to copy from.

/** Copies by the clipboard, or where a page may not use that, by what is selected. */
async function copy(field) {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    document.execCommand("copy");
  }
}

/** A button is of use only when it works. */
function reveal(root) {
  for (const button of root.querySelectorAll("[data-copy][hidden]")) button.hidden = false;
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  await copy(document.getElementById(button.dataset.copy));
  const label = button.textContent;
  if (label === button.dataset.copied) return;
  button.textContent = button.dataset.copied;
  const region = document.getElementById("announcer");
  if (region) region.textContent = button.dataset.copied;
  window.setTimeout(() => (button.textContent = label), 3000);
});

document.addEventListener("focusin", (event) => {
  if (event.target.matches("input[readonly]")) event.target.select();
});

reveal(document);
document.body.addEventListener("htmx:afterSwap", () => reveal(document));
