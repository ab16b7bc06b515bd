// Suggestions while somebody types in a search field: an editable combobox with a listbox, as the
// ARIA Authoring Practices describe it. Without this module the field is a plain search field.

const WAIT_MS = 150;
const SHORTEST = 2;

/** Asks one address; an answer that another question has overtaken never comes. */
class Asker {
  #address;
  #running = null;
  #known = new Map();

  constructor(address) {
    this.#address = address;
  }

  stop() {
    this.#running?.abort();
    this.#running = null;
  }

  async ask(text) {
    this.stop();
    if (this.#known.has(text)) return this.#known.get(text);
    const running = (this.#running = new AbortController());
    try {
      const response = await fetch(`${this.#address}?${new URLSearchParams({ q: text })}`, {
        signal: running.signal,
        headers: { Accept: "application/json" },
      });
      if (!response.ok) return null;
      const answer = await response.json();
      this.#known.set(text, answer);
      return answer;
    } catch {
      return null; // aborted, or no connection: the field works without
    }
  }
}

class SuggestionList {
  #input;
  #list;
  #asker;
  #timer = 0;
  #active = -1;

  constructor(input) {
    this.#input = input;
    this.#asker = new Asker(input.dataset.suggestions);
    this.#list = document.createElement("ul");
    this.#list.id = `${input.id}-suggestions`;
    this.#list.className = "suggestions";
    this.#list.hidden = true;
    this.#list.setAttribute("role", "listbox");
    this.#list.setAttribute("aria-label", input.dataset.suggestionsLabel);
    input.after(this.#list);
    const state = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.#list.id };
    for (const [name, value] of Object.entries(state)) input.setAttribute(name, value);

    input.addEventListener("input", () => this.#typed());
    input.addEventListener("keydown", (event) => this.#pressed(event));
    input.addEventListener("blur", () => this.#close());
    input.form?.addEventListener("submit", () => this.#close());
    // A press on the list must not take the focus away: the field would send what was typed so far.
    this.#list.addEventListener("mousedown", (event) => event.preventDefault());
    this.#list.addEventListener("click", (event) => this.#follow(event.target.closest("[role=option]")));
    window.addEventListener("pagehide", () => this.#close());
  }

  get #options() {
    return [...this.#list.children];
  }

  #typed() {
    clearTimeout(this.#timer);
    const text = this.#input.value.trim();
    if (text.length < SHORTEST) {
      this.#close();
      return;
    }
    this.#timer = setTimeout(async () => {
      const answer = await this.#asker.ask(text);
      if (answer && text === this.#input.value.trim() && document.activeElement === this.#input) {
        this.#show(answer);
      }
    }, WAIT_MS);
  }

  #show({ suggestions, message }) {
    this.#list.replaceChildren(...suggestions.map((suggestion, place) => this.#option(suggestion, place)));
    this.#activate(-1);
    this.#toggle(suggestions.length > 0);
    const announcer = document.getElementById("announcer");
    if (announcer) announcer.textContent = message;
  }

  #option({ label, kind, url, lang }, place) {
    const option = document.createElement("li");
    option.id = `${this.#list.id}-${place}`;
    option.className = "suggestions__option";
    option.dataset.url = url;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    const name = document.createElement("span");
    name.className = "suggestions__label";
    name.textContent = label;
    if (lang) name.lang = lang;
    const type = document.createElement("span");
    type.className = "suggestions__kind";
    type.textContent = kind;
    option.append(name, " ", type);
    return option;
  }

  #pressed(event) {
    if (event.isComposing) return;
    const isOpen = !this.#list.hidden;
    switch (event.key) {
      case "ArrowDown":
      case "ArrowUp":
        if (!this.#list.children.length) return;
        event.preventDefault();
        this.#toggle(true);
        this.#step(event.key === "ArrowDown" ? 1 : -1);
        break;
      case "Enter":
        if (isOpen && this.#active >= 0) {
          event.preventDefault();
          this.#follow(this.#options[this.#active]);
        }
        break;
      case "Escape":
        if (!isOpen) return;
        event.preventDefault(); // a second press empties the field, as the browser does
        this.#close();
        break;
      case "Home":
      case "End":
        this.#activate(-1); // back in the text, where the browser moves the cursor
        break;
      default:
    }
  }

  /** To the next option; past either end the field itself has its turn. */
  #step(direction) {
    const stops = this.#list.children.length + 1;
    this.#activate(((this.#active + 1 + direction + stops) % stops) - 1);
  }

  #activate(place) {
    this.#options[this.#active]?.setAttribute("aria-selected", "false");
    this.#active = place;
    const option = this.#options[place];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.#input.setAttribute("aria-activedescendant", option.id);
    else this.#input.removeAttribute("aria-activedescendant");
  }

  #toggle(isOpen) {
    this.#list.hidden = !isOpen;
    this.#input.setAttribute("aria-expanded", String(isOpen));
  }

  #close() {
    clearTimeout(this.#timer);
    this.#asker.stop();
    this.#activate(-1);
    this.#toggle(false);
  }

  #follow(option) {
    if (!option) return;
    this.#close();
    window.location.assign(option.dataset.url);
  }
}

for (const input of document.querySelectorAll("input[data-suggestions]")) new SuggestionList(input);
