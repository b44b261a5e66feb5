// Which events are shown.

// How long a search may keep the page from reacting, in milliseconds.
const SLICE = 12;

class Filter {
  constructor(recording) {
    this.recording = recording;
    this.types = new Set();
    this.states = new Set();
    this.needle = "";
    this.range = null;
    this.run = 0;
  }

  /** How what is searched for may be written. */
  get needles() {
    return needlesOf(this.needle);
  }

  get isOff() {
    return this.types.size === 0 && this.states.size === 0 && this.needle === "" && this.range === null;
  }

  clear() {
    this.types.clear();
    this.states.clear();
    this.needle = "";
    this.range = null;
  }

  /** The events that pass; `null` if another run began meanwhile. `tell` hears how far a long search is. */
  async passing(tell) {
    const run = ++this.run;
    const passing = new Uint32Array(this.recording.count);
    const { needles } = this;
    const named = this.named(needles);
    let found = 0;
    let until = performance.now() + SLICE;
    const [first, last] = this.range ?? [0, this.recording.count];
    for (let event = first; event < last; event++) {
      if (!this.passes(event)) continue;
      if (needles.length > 0) {
        if (named.has(this.recording.name[event]) || this.has(event, needles)) passing[found++] = event;
        if (performance.now() < until) continue;
        tell((event - first) / (last - first), found);
        await pause();
        if (run !== this.run) return null;
        until = performance.now() + SLICE;
      } else {
        passing[found++] = event;
      }
    }
    return passing.slice(0, found);
  }

  passes(event) {
    const { name, state } = this.recording;
    return (this.types.size === 0 || this.types.has(name[event])) &&
      (this.states.size === 0 || this.states.has(state[event]));
  }

  has(event, needles) {
    const data = this.recording.dataOf(event).toLowerCase();
    return needles.some((needle) => data.includes(needle));
  }

  /** The types whose names have what is searched for. */
  named(needles) {
    const named = new Set();
    this.recording.names.forEach((name, index) => {
      const text = needles.length > 0 ? name.toLowerCase() : "";
      if (needles.some((needle) => text.includes(needle))) named.add(index);
    });
    return named;
  }
}

/** How a text may be written in data: as it is, and as JSON escapes it. */
function needlesOf(text) {
  const plain = text.toLowerCase();
  if (plain === "") return [];
  const json = JSON.stringify(plain).slice(1, -1);
  const ascii = json.replace(/[^\0-\x7f]/g, (it) => `\\u${it.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return [...new Set([plain, json, ascii])];
}
