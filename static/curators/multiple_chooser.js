/* Several items for one relation. The list is ordinary hidden inputs, so the form saves without
   this script; it only adds and removes them. Listens on the document, so that it also works for
   parts of the form that the editor renders again. */
(() => {
  "use strict";

  const addItem = (chooser, item) => {
    const list = chooser.querySelector("[data-multiple-chooser-list]");
    const present = [...list.querySelectorAll("input")].some((input) => input.value === item.id);
    if (present) return;
    const template = chooser.querySelector("[data-multiple-chooser-template]");
    const row = template.content.firstElementChild.cloneNode(true);
    const input = row.querySelector("input");
    input.name = chooser.dataset.name;
    input.value = item.id;
    row.querySelector("span").textContent = item.string;
    const remove = row.querySelector("[data-multiple-chooser-remove]");
    remove.setAttribute("aria-label", `${remove.textContent} ${item.string}`);
    list.append(row);
  };

  const announceChange = (chooser) => {
    chooser.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const openWindow = (chooser, opener) => {
    window.ModalWorkflow({
      url: chooser.dataset.chooseUrl,
      urlParams: { multiple: 1 },
      onload: window.CHOOSER_MODAL_ONLOAD_HANDLERS,
      opener,
      responses: {
        chosen: (items) => {
          items.forEach((item) => addItem(chooser, item));
          announceChange(chooser);
        },
      },
    });
  };

  document.addEventListener("click", (event) => {
    const chooser = event.target.closest("[data-multiple-chooser]");
    if (!chooser) return;
    const add = event.target.closest("[data-multiple-chooser-add]");
    const remove = event.target.closest("[data-multiple-chooser-remove]");
    if (add) openWindow(chooser, add);
    if (remove) {
      remove.closest("li").remove();
      announceChange(chooser);
      chooser.querySelector("[data-multiple-chooser-add]").focus();
    }
  });
})();
