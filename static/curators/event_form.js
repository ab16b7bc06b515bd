/* The form of an event: hides what does not matter for the chosen repetition, and shows the dates
   that it amounts to. Without this script every field is there, and the preview shows the dates.
   Listens on the document, so that it also works for parts that the editor renders again. */
(() => {
  "use strict";

  const valueOf = (form, name) => {
    const fields = form.elements.namedItem(name);
    if (!fields) return "";
    return fields.type === "checkbox" ? String(fields.checked) : fields.value;
  };

  const showWhatMatters = (form) => {
    const repeat = valueOf(form, "repeat");
    const ends = valueOf(form, "repeat_ends");
    const allDay = valueOf(form, "all_day") === "true";
    form.querySelectorAll("[data-shown-for]").forEach((part) => {
      part.hidden = !part.dataset.shownFor.split(" ").includes(repeat);
    });
    form.querySelectorAll("[data-shown-for-end]").forEach((part) => {
      const endsSo = part.dataset.shownForEnd === ends;
      part.hidden = !endsSo || repeat === "" || repeat === "as-it-came";
    });
    form.querySelectorAll("[data-shown-for-times]").forEach((part) => {
      part.hidden = allDay;
    });
  };

  const formOf = (element) => element.closest("form");

  const showDates = async (panel) => {
    const form = formOf(panel);
    const result = panel.querySelector("[data-event-dates-result]");
    const button = panel.querySelector("[data-event-dates-show]");
    button.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(panel.dataset.url, { method: "POST", body: new FormData(form) });
      if (!answer.ok) throw new Error(String(answer.status));
      result.innerHTML = await answer.text();
    } catch {
      const failed = panel.querySelector("[data-event-dates-failed]");
      result.replaceChildren(failed.content.cloneNode(true));
    } finally {
      button.removeAttribute("aria-busy");
    }
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-event-dates-show]");
    if (button) showDates(button.closest("[data-event-dates]"));
  });

  document.addEventListener("change", (event) => {
    const form = event.target.form;
    if (form && form.querySelector("[data-event-dates]")) showWhatMatters(form);
  });

  const begin = () => {
    document.querySelectorAll("[data-event-dates]").forEach((panel) => {
      showWhatMatters(formOf(panel));
    });
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
