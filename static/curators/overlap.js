/* The form of an event: asks what else is planned as soon as date, region and audience are there,
   and again when they change. Nothing is blocked; without this script the form saves as ever.
   Listens on the document, so that it also works for parts that the editor renders again. */
(() => {
  "use strict";

  const WAIT = 900;
  const WATCHED =
    /^(title|title_en|start_|end_|all_day|time_zone|repeat|not_on|also_on|provinces|scale|target_groups|action_lines|organisations|location_|online_url|status$|part_of|changes-)/;
  const asked = new WeakMap();
  let timer = 0;
  let running = null;

  const panelIn = (form) => form && form.querySelector("[data-overlap]");

  /** What the answer depends on, as one text. */
  const signature = (form) => {
    const values = [...new FormData(form)].filter(([name]) => WATCHED.test(name));
    return JSON.stringify(values);
  };

  /** Shows an answer, and says its first sentence when that is another one than before. */
  const show = (panel, html) => {
    const answer = panel.querySelector("[data-overlap-answer]");
    answer.innerHTML = html;
    const lead = answer.querySelector("[data-overlap-lead]");
    const unfinished = lead && lead.hasAttribute("data-overlap-unfinished");
    const words = lead ? lead.textContent.trim() : "";
    const spoken = panel.querySelector("[data-overlap-spoken]");
    const title = answer.querySelector(".overlap__title");
    const sentence = unfinished ? "" : [title && title.textContent.trim(), words].filter(Boolean).join(". ");
    if (spoken.textContent !== sentence) spoken.textContent = sentence;
    const note = document.querySelector("[data-overlap-note]");
    const short = unfinished ? null : answer.querySelector("[data-overlap-short]");
    note.querySelector("[data-overlap-note-words]").textContent = short ? short.textContent.trim() : "";
    showNote(note);
  };

  /** What matters most stays in sight at the foot of the form, wherever somebody is in it. */
  const showNote = (note) => {
    const words = note.querySelector("[data-overlap-note-words]").textContent;
    note.hidden = words === "" || note.dataset.panelInSight === "true";
  };

  const followPanel = (panel) => {
    const note = panel.querySelector("[data-overlap-note]");
    const foot = panel.closest("form").querySelector("footer.footer");
    if (!note || !foot) return;
    foot.append(note);
    new IntersectionObserver(([seen]) => {
      note.dataset.panelInSight = String(seen.isIntersecting);
      showNote(note);
    }).observe(panel);
  };

  /** Where to ask; a new event is stored by the editor while somebody types, and then has a key. */
  const addressOf = (panel) => {
    const stored = panel.closest("form").action.match(/\/edit\/(\d+)\/$/);
    const { url } = panel.dataset;
    return stored && !url.endsWith(`/${stored[1]}/`) ? `${url}${stored[1]}/` : url;
  };

  const ask = async (panel, pressed = "") => {
    const form = panel.closest("form");
    asked.set(form, signature(form));
    if (running) running.abort();
    running = new AbortController();
    const body = new FormData(form);
    if (pressed) body.set("overlap-pressed", pressed);
    panel.setAttribute("aria-busy", "true");
    try {
      const response = await fetch(addressOf(panel), { method: "POST", body, signal: running.signal });
      if (!response.ok) throw new Error(String(response.status));
      show(panel, await response.text());
    } catch (fault) {
      if (fault.name === "AbortError") return;
      const failed = panel.querySelector("[data-overlap-failed]");
      panel.querySelector("[data-overlap-answer]").replaceChildren(failed.content.cloneNode(true));
    }
    panel.removeAttribute("aria-busy");
  };

  const askSoon = (form) => {
    const panel = panelIn(form);
    if (!panel) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (asked.get(form) !== signature(form)) ask(panel);
    }, WAIT);
  };

  /** Notes what was said in the form, where it waits for the event to be saved. */
  const say = (button) => {
    const panel = button.closest("[data-overlap]");
    const what = button.dataset.overlapSay;
    const field = (name) => panel.querySelector(`input[name='overlap-${name}']`);
    if (what === "ask-again") {
      field("intended").value = "";
    } else {
      const keys = [field(what).value, button.dataset.keys].filter(Boolean).join(",");
      field(what).value = [...new Set(keys.split(","))].join(",");
    }
    const again = panel.querySelector("[data-overlap-ask]");
    ask(panel, what).then(() => again.focus());
  };

  const showTabOf = (panel) => {
    const tab = panel.closest("[role='tabpanel']");
    const opener = tab && document.querySelector(`[role='tab'][aria-controls='${tab.id}'], [role='tab'][href='#${tab.id}']`);
    if (opener) opener.click();
    // Only when the tab is there can something in it have the focus.
    requestAnimationFrame(() => {
      panel.querySelector("[data-overlap-ask]").focus({ preventScroll: true });
      panel.scrollIntoView({ block: "center" });
    });
  };

  document.addEventListener("click", (event) => {
    const pressed = event.target.closest("[data-overlap-ask], [data-overlap-say], [data-overlap-show]");
    if (!pressed) return;
    if (pressed.matches("[data-overlap-ask]")) ask(pressed.closest("[data-overlap]"), "ask");
    else if (pressed.matches("[data-overlap-say]")) say(pressed);
    else showTabOf(panelIn(pressed.closest("form")));
  });

  // Calendars and choosers change a field without telling everybody, so leaving it counts as well.
  ["input", "change", "focusout"].forEach((name) => {
    document.addEventListener(name, (event) => askSoon(event.target.form));
  });

  const begin = () => {
    document.querySelectorAll("[data-overlap]").forEach((panel) => {
      followPanel(panel);
      askSoon(panel.closest("form"));
    });
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
