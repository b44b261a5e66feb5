// The bar in which one says which events to show.

// How many types are listed; who looks for others types some of their name.
const LISTED = 100;

class FilterBar {
  constructor(recording, filter, changed) {
    this.recording = recording;
    this.filter = filter;
    this.changed = changed;
    this.needle = byId("needle");
    this.types = byId("types");
    this.addStates();
    this.addTypes();
    let waiting;
    this.needle.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => this.search(), recording.count > 5000 ? 150 : 0);
    });
    byId("range").addEventListener("click", () => this.setRange(null));
    document.addEventListener("pointerdown", (press) => {
      if (!this.types.contains(press.target)) this.types.open = false;
    });
  }

  search() {
    this.filter.needle = this.needle.value;
    this.changed();
  }

  addStates() {
    const counts = new Uint32Array(STATES.length);
    this.recording.state.forEach((state) => counts[state]++);
    this.buttons = STATES.flatMap(({ about }, state) => {
      if (state === 0 || counts[state] === 0) return [];
      const button = make("button", "", stateBadge(state), make("span", "count", numbers.format(counts[state])));
      button.type = "button";
      button.title = about;
      button.addEventListener("click", () => {
        toggle(this.filter.states, state);
        this.draw();
        this.changed();
      });
      return [[state, button]];
    });
    byId("states").append(...this.buttons.map(([, button]) => button));
  }

  addTypes() {
    const { recording } = this;
    const list = byId("types-list");
    const field = make("input");
    field.type = "search";
    field.placeholder = "Find a type";
    field.setAttribute("aria-label", "Find a type");
    this.options = make("div", "options");
    field.addEventListener("input", () => this.listTypes(field.value));
    if (recording.byCount.length > 12) list.append(field);
    const all = make("button", "", "All types");
    all.type = "button";
    all.addEventListener("click", () => {
      this.filter.types.clear();
      this.draw();
      this.listTypes(field.value);
      this.changed();
    });
    list.append(this.options, all);
    this.types.addEventListener("toggle", () => this.types.open && this.listTypes(field.value));
  }

  listTypes(part) {
    const matching = this.recording.byCount.filter((it) => this.recording.names[it].toLowerCase().includes(part.toLowerCase()));
    const options = matching.slice(0, LISTED).map((name) => {
      const box = make("input");
      box.type = "checkbox";
      box.checked = this.filter.types.has(name);
      box.addEventListener("change", () => {
        toggle(this.filter.types, name);
        this.draw();
        this.changed();
      });
      const label = addText(make("span", "name"), this.recording.names[name].slice(0, 200));
      const option = make("label", "", box, label, make("span", "count", numbers.format(this.recording.counts[name])));
      option.style.setProperty("--type", this.recording.colorOfType(name));
      return option;
    });
    const more = matching.length - options.length;
    this.options.replaceChildren(...options);
    if (more > 0) this.options.append(make("p", "", `and ${numbers.format(more)} more: type some of the name`));
    if (matching.length === 0) this.options.append(make("p", "", "No type is called so."));
  }

  /** Shows only what came in a part of the recording, from one event to before another; `null` for all. */
  setRange(range) {
    this.filter.range = range;
    this.draw();
    this.changed();
  }

  clear() {
    this.filter.clear();
    this.needle.value = "";
    this.draw();
    this.changed();
  }

  draw() {
    const { types, states, range } = this.filter;
    byId("types-said").textContent = types.size === 0 ? "All types" : plural(types.size, "type");
    for (const [state, button] of this.buttons) button.setAttribute("aria-pressed", states.has(state));
    const button = byId("range");
    button.hidden = range === null;
    if (range === null) return;
    const { time } = this.recording;
    const [from, to] = [range[0], range[1] - 1];
    const said = time ? `${timeText(time[from])} to ${timeText(time[to])}` : `${from + 1} to ${to + 1}`;
    button.textContent = `${said} ✕`;
    button.setAttribute("aria-label", `Only ${said}; press to show all`);
  }
}

function toggle(set, item) {
  if (!set.delete(item)) set.add(item);
}
