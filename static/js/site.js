// What makes pages a little nicer with JavaScript. Everything works without it.

/** The phone menu closes with Escape, on a click elsewhere, and when focus moves on. */
function closeMenus() {
  for (const menu of document.querySelectorAll("details[data-menu]")) {
    const close = () => menu.removeAttribute("open");
    menu.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && menu.open) {
        close();
        menu.querySelector("summary").focus();
      }
    });
    menu.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !menu.contains(event.relatedTarget)) close();
    });
    document.addEventListener("click", (event) => {
      if (!menu.contains(event.target)) close();
    });
  }
}

/** After a form came back with errors, start at the summary of them (WCAG 3.3.1). */
function focusErrorSummary() {
  document.querySelector("[data-error-summary]")?.focus();
}

/** The filter panel is folded on a phone and open where there is room for it. */
function unfoldFacets() {
  const wide = window.matchMedia("(min-width: 60rem)");
  const apply = () => {
    for (const panel of document.querySelectorAll("details[data-facets]")) {
      // What went wrong inside must be seen.
      panel.open = wide.matches || "hasError" in panel.dataset;
    }
  };
  wide.addEventListener("change", apply);
  apply();
}

/**
 * Reads the new number of results aloud after a filter changed the list in place.
 * The swapped part marks its sentence with data-announce; the live region stays outside it.
 */
function announceChanges() {
  const region = document.getElementById("announcer");
  document.body.addEventListener("htmx:afterSettle", () => {
    const sentence = document.querySelector("[data-announce]")?.textContent.trim().replace(/\s+/g, " ");
    if (region && sentence) region.textContent = sentence;
  });
}

/** What was unfolded stays unfolded when HTMX replaces the filters, and a folded panel stays folded. */
function keepUnfolded() {
  let unfolded = [];
  let panelIsOpen = true;
  const panel = () => document.querySelector("details[data-facets]");
  document.body.addEventListener("htmx:beforeSwap", () => {
    unfolded = [...document.querySelectorAll("details[id][open]")].map((details) => details.id);
    panelIsOpen = panel()?.open ?? true;
  });
  document.body.addEventListener("htmx:afterSwap", () => {
    for (const id of unfolded) document.getElementById(id)?.setAttribute("open", "");
    if (panel()) panel().open = panelIsOpen || "hasError" in panel().dataset;
  });
}

/** What somebody is typing when the answer to an earlier choice replaces the field stays typed. */
function keepTyping() {
  let typing = null;
  document.body.addEventListener("htmx:beforeSwap", () => {
    const field = document.activeElement;
    typing = field?.matches("[data-keep-typing]") ? { id: field.id, text: field.value } : null;
  });
  document.body.addEventListener("htmx:afterSwap", () => {
    const field = typing && document.getElementById(typing.id);
    if (field) field.value = typing.text;
  });
}

/**
 * The focus stays where it was when HTMX replaces the part around it. HTMX itself brings it back only to what
 * has an id and is unfolded at that moment; what is not there any more gives it to the results.
 */
function keepFocus() {
  let place = null;
  const placeOf = (element) => {
    if (element.id) return `#${CSS.escape(element.id)}`;
    const folded = element.matches("summary") && element.parentElement.id;
    return folded ? `#${CSS.escape(folded)} > summary` : "#results";
  };
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    const element = document.activeElement;
    place = element !== event.detail.target && event.detail.target.contains(element) ? placeOf(element) : null;
  });
  document.body.addEventListener("htmx:afterSwap", () => {
    const isLost = document.activeElement === document.body;
    for (const there of place && isLost ? [place, "#results"] : []) {
      if (document.activeElement === document.body) document.querySelector(there)?.focus();
    }
    place = null;
  });
}

/** A filter changed the address: the links in the frame of the page follow. */
function followFilters() {
  document.body.addEventListener("htmx:pushedIntoHistory", () => {
    for (const link of document.querySelectorAll("[data-language-link]")) link.search = location.search;
  });
  document.body.addEventListener("htmx:afterSettle", () => {
    const feed = document.querySelector("head link[type='application/atom+xml']");
    const shown = document.querySelector("a[type='application/atom+xml']");
    if (feed && shown) feed.href = shown.href;
  });
}

/** A button that prints; without JavaScript it is not there, and the browser's menu does the same. */
function offerPrinting() {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}

closeMenus();
offerPrinting();
focusErrorSummary();
unfoldFacets();
announceChanges();
keepUnfolded();
keepTyping();
// After what was unfolded is open again: nothing can have the focus in what is folded.
keepFocus();
followFilters();
