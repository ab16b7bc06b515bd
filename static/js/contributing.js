// Keeps a draft while somebody types. Without JavaScript the buttons below the form do it.

const PAUSE = 1500;
const RETRY = 10000;
const PATIENCE = 20000;

class Draft {
  constructor(form) {
    this.form = form;
    this.status = form.querySelector("[data-status]");
    this.changed = false;
    this.saving = false;
    this.stopped = false;
    this.refused = false;
    form.addEventListener("input", (event) => this.noticeChange(event));
    form.addEventListener("change", (event) => this.noticeChange(event));
    form.addEventListener("submit", (event) => this.leave(event));
    window.addEventListener("beforeunload", (event) => {
      if (!this.leaving && (this.changed || this.saving || this.refused)) event.preventDefault();
    });
    window.addEventListener("pageshow", () => (this.leaving = false));
    window.addEventListener("online", () => this.plan(0));
  }

  /** A button waits for what is on its way: two answers at once would be a conflict. */
  leave(event) {
    if (this.saving) {
      event.preventDefault();
      this.wanted = { button: event.submitter };
      return;
    }
    window.clearTimeout(this.timer);
    this.leaving = true;
  }

  noticeChange(event) {
    // A picture travels once, with a button.
    if (event.target.type === "file") return;
    this.changed = true;
    this.plan(PAUSE);
  }

  plan(pause) {
    window.clearTimeout(this.timer);
    if (this.changed && !this.stopped) this.timer = window.setTimeout(() => this.save(), pause);
  }

  async save() {
    if (this.saving || this.leaving) return;
    this.saving = true;
    this.changed = false;
    this.retrying = false;
    this.say(this.form.dataset.saving);
    try {
      this.take(await this.send());
    } catch {
      this.keepTrying(this.form.dataset.notSaved);
    } finally {
      this.saving = false;
      const wanted = this.wanted;
      this.wanted = null;
      if (wanted) this.form.requestSubmit(wanted.button);
      else if (this.changed && !this.retrying) this.plan(PAUSE);
    }
  }

  async send(mayRenew = true) {
    const answer = await fetch(location.href, {
      method: "POST",
      body: this.answers(),
      headers: { "X-Autosave": "1" },
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE),
    });
    // The log-in in another window gave this browser a new token.
    if (answer.status === 403 && mayRenew && (await this.renewToken())) return this.send(false);
    return answer;
  }

  answers() {
    const data = new FormData(this.form);
    for (const field of this.form.querySelectorAll("input[type=file]")) data.delete(field.name);
    return data;
  }

  async renewToken() {
    const answer = await fetch(location.href, { redirect: "manual" });
    if (!answer.ok) return false;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const token = page.querySelector("[data-contribution] input[name=csrfmiddlewaretoken]");
    if (token) this.form.elements.csrfmiddlewaretoken.value = token.value;
    return Boolean(token);
  }

  async take(answer) {
    if (answer.type === "opaqueredirect" || answer.status === 403) {
      this.keepTrying(this.form.dataset.loggedOut);
      return;
    }
    if (!answer.headers.get("Content-Type")?.startsWith("application/json")) {
      this.keepTrying(this.form.dataset.notSaved);
      return;
    }
    const told = await answer.json();
    this.say(told.words, answer.ok ? "" : "wrong");
    if (told.saved) this.follow(told);
    // Nothing may be written over a newer version without being asked.
    else if (answer.status === 409) this.stopped = true;
    else if (answer.status === 429) this.keepTrying(told.words);
    this.refused = !told.saved;
  }

  follow(told) {
    this.form.elements.version.value = told.version;
    if (new URL(told.url, location.href).pathname !== location.pathname) {
      history.replaceState(history.state, "", told.url);
    }
    const aside = document.querySelector("[data-completeness]");
    if (aside) aside.innerHTML = told.completeness;
  }

  keepTrying(words) {
    this.changed = true;
    this.retrying = true;
    this.say(words, "wrong");
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.save(), RETRY);
  }

  say(words, kind = "") {
    this.status.textContent = words;
    this.status.classList.toggle("contribution__status--wrong", kind === "wrong");
  }
}

for (const form of document.querySelectorAll("[data-contribution]")) new Draft(form);
