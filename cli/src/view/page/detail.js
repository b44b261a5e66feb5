// The selected event, closely.

// How many characters are shown at first; who wants more asks for it.
const AT_FIRST = 60e3;

class Detail {
  constructor(recording, { close, drawn }) {
    this.recording = recording;
    this.drawn = drawn;
    this.event = -1;
    this.tabs = [{ key: "data", name: "Data", show: showData }, { key: "raw", name: "Raw", show: showRaw }];
    if (recording.hasRules) {
      this.tabs.push({ key: "changes", name: "Changed", show: showSteps });
      this.tabs.push({ key: "final", name: "Final value", show: showFinal });
    }
    this.tab = this.tabs[0];
    this.most = AT_FIRST;
    this.panel = byId("panel");
    this.copy = make("button", "copy");
    this.copy.type = "button";
    byId("detail-close").addEventListener("click", close);
    this.addTabs();
  }

  addTabs() {
    for (const [index, tab] of this.tabs.entries()) {
      tab.button = make("button", "", tab.name, " ", make("kbd", "", String(index + 1)));
      tab.button.type = "button";
      tab.button.id = `tab-${tab.key}`;
      tab.button.setAttribute("role", "tab");
      tab.button.setAttribute("aria-controls", "panel");
      tab.button.addEventListener("click", () => this.choose(index));
      tab.button.addEventListener("keydown", (press) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[press.key];
        if (!step) return;
        press.preventDefault();
        press.stopPropagation();
        this.choose((index + step + this.tabs.length) % this.tabs.length);
        this.tab.button.focus();
      });
    }
    byId("tabs").append(...this.tabs.map((it) => it.button));
    byId("tabs").after(this.copy);
  }

  choose(index) {
    if (!this.tabs[index]) return;
    this.tab = this.tabs[index];
    this.most = AT_FIRST;
    this.draw();
  }

  show(event) {
    this.event = event;
    this.most = AT_FIRST;
    this.draw();
  }

  draw() {
    const { recording, event, panel } = this;
    for (const tab of this.tabs) {
      tab.button.setAttribute("aria-selected", tab === this.tab);
      tab.button.tabIndex = tab === this.tab ? 0 : -1;
    }
    this.copy.hidden = true;
    this.copy.textContent = "Copy";
    panel.setAttribute("aria-labelledby", `tab-${this.tab.key}`);
    const title = byId("detail-title");
    title.replaceChildren();
    byId("detail-facts").replaceChildren();
    panel.replaceChildren();
    panel.scrollTop = 0;
    if (event < 0 && this.tab.key !== "final") {
      title.textContent = "No event is selected";
      panel.append(make("p", "hint", "Click an event, or press j."));
      return;
    }
    if (event >= 0) {
      addText(title, recording.nameOf(event).slice(0, 300));
      byId("detail-facts").append(...facts(recording, event));
    }
    this.tab.show(this);
    this.drawn();
  }

  /** Adds text, as far as the limit goes, and a button for more of it. */
  addLong(add) {
    const isAll = add(this.most);
    if (isAll) return;
    const more = make("button", "more", "Show more");
    more.type = "button";
    more.addEventListener("click", () => {
      const { scrollTop } = this.panel;
      this.most *= 8;
      this.draw();
      this.panel.scrollTop = scrollTop;
    });
    this.panel.append(more);
  }

  /** Lets the whole of what is shown be copied. */
  offer(text) {
    this.copy.hidden = false;
    this.copy.onclick = async () => {
      try {
        await navigator.clipboard.writeText(text());
        this.copy.textContent = "Copied";
      } catch {
        this.copy.textContent = "The browser does not allow it";
      }
    };
  }
}

function facts(recording, event) {
  const facts = [`event ${numbers.format(event + 1)}`, sizeText(recording.bytes[event])];
  if (recording.time) {
    facts.push(`at ${timeText(recording.time[event])}`);
    const gap = recording.gapOf(event);
    if (gap > 0) facts.push(`${spanText(gap)} after the ${event === 0 ? "headers" : "one before"}`);
  }
  const said = facts.map((it) => make("span", "", it));
  return recording.stateOf(event).key === "event" ? said : [stateBadge(recording.state[event]), ...said];
}

function showData(detail) {
  const { recording, event, panel } = detail;
  const data = recording.dataOf(event);
  const said = new Map();
  const notes = recording.notesOf(event);
  if (notes.length > 0) panel.append(noteList(notes, recording.stateOf(event).key));
  for (const { at, reason } of notes.filter((it) => it.at !== null)) {
    if (said.has(at)) said.get(at).push(reason);
    else said.set(at, [reason]);
  }
  if (data === "") {
    panel.append(make("p", "hint", "It has no data."));
    return;
  }
  detail.offer(() => data);
  if (data.length < 50e6 && isJson(data)) {
    const block = panel.appendChild(make("div", "json"));
    detail.addLong((most) => addJson(block, data, most, said));
  } else {
    addPlain(detail, data);
  }
}

const KINDS = ["does not fit", "is read as nothing", "is not declared", "", "the value stays as it is"];

/** What is to be said of an event: where in its data, why, and where the document says so. */
function noteList(notes, state) {
  const list = make("ul", "notes");
  for (const { kind, at, reason, place } of notes) {
    const item = list.appendChild(make("li", KINDS[kind] ? `note-${kind}` : state));
    if (at !== null) item.append(addText(make("code", ""), at === "" ? "the whole" : at), KINDS[kind] ? ` ${KINDS[kind]}: ` : ": ");
    else if (KINDS[kind]) item.append(`${KINDS[kind]}: `);
    addText(item, reason);
    if (place) item.append(make("span", "place", "document: ", addText(make("code", ""), place)));
  }
  return list;
}

function showRaw(detail) {
  const { recording, event, panel } = detail;
  const raw = recording.rawOf(event);
  if (typeof raw === "string") {
    detail.offer(() => raw);
    addPlain(detail, raw);
    return;
  }
  const block = panel.appendChild(make("pre", "hex"));
  detail.addLong((most) => {
    const bytes = Math.floor(most / 50) * HEX;
    block.textContent = hexText(raw.subarray(0, bytes));
    return bytes >= raw.length;
  });
}

function addPlain(detail, text) {
  const block = detail.panel.appendChild(make("pre", ""));
  detail.addLong((most) => {
    addText(block, text.slice(0, most));
    return text.length <= most;
  });
}

// So many bytes are a line: as many as a narrow screen has room for.
const HEX = 8;

function hexText(bytes) {
  const lines = [];
  for (let at = 0; at < bytes.length; at += HEX) {
    const row = [...bytes.subarray(at, at + HEX)];
    const hex = row.map((it) => it.toString(16).padStart(2, "0")).join(" ");
    const text = row.map((it) => (it > 0x1f && it < 0x7f ? String.fromCharCode(it) : "·")).join("");
    lines.push(`${at.toString(16).padStart(6, "0")}  ${hex.padEnd(3 * HEX - 1)}  ${text}`);
  }
  return lines.join("\n");
}

const OPERATIONS = {
  start: "begins with", set: "is set to", append: "gets at its end", append_json: "gets at its end, as JSON text",
  insert: "is inserted as", close: "is complete",
};

function showSteps(detail) {
  const { recording, event, panel } = detail;
  const steps = recording.stepsOf(event);
  const errors = recording.notesOf(event).filter((it) => it.kind === 4);
  if (errors.length > 0) panel.append(noteList(errors, ""));
  if (steps.length === 0) {
    panel.append(make("p", "hint", "It changed nothing of the value that the events add up to."));
    return;
  }
  detail.addLong((most) => {
    let left = most;
    for (const step of steps) {
      if (left <= 0) return false;
      left -= 100 + addStep(panel, step, left);
    }
    return true;
  });
}

function addStep(panel, { operation, at, value, left }, most) {
  const place = addText(make("code", ""), at === "" ? "the value" : at);
  panel.append(make("p", "step", place, ` ${OPERATIONS[operation] ?? operation}`, value === null ? "." : ":"));
  if (value === null) return 0;
  const block = panel.appendChild(make("div", "json"));
  if (left > 0) {
    addText(block, value);
    panel.append(make("p", "hint", `and ${plural(left, "more byte")}, which the event's data has`));
  } else {
    addJson(block, value, most);
  }
  return value.length;
}

function showFinal(detail) {
  const { recording: { final }, panel } = detail;
  panel.append(addText(make("p", final.reason ? "unfinished" : "finished"), final.reason ?
    `It is not final: ${final.reason}.` : "This is what the events add up to."));
  if (final.losses > 0) {
    panel.append(make("p", "unfinished", `${plural(final.losses, "value")} of the events did not fit and is not in it.`));
  }
  if (final.value === null) {
    panel.append(make("p", "hint", "There is no value: it has not begun."));
    return;
  }
  detail.offer(() => final.value);
  const block = panel.appendChild(make("div", "json"));
  detail.addLong((most) => addJson(block, final.value, most));
}
