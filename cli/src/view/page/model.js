// The recording, as it is in the page: columns of numbers, and texts that they point into.

class Recording {
  constructor(data) {
    this.head = data.head;
    this.names = data.names;
    this.words = data.words;
    this.final = data.final;
    this.text = data.raw;
    this.bytes64 = data.raw64;
    this.aside = data.aside;
    const { name, length, bytes, time, state, start, size } = data.columns;
    this.count = name.length;
    this.name = Uint32Array.from(name);
    this.state = Uint8Array.from(state);
    this.start = Float64Array.from(start);
    this.size = Float64Array.from(size);
    this.rawAt = sums(length);
    this.bytes = bytes ? Float64Array.from(bytes) : Float64Array.from(length);
    // In milliseconds; they are written as how many microseconds later each came.
    this.time = time && sums(time).subarray(1).map((it) => it / 1000);
    this.notes = byEvent(data.notes);
    this.steps = byEvent(data.steps);
    this.counts = new Uint32Array(this.names.length);
    for (const name of this.name) this.counts[name]++;
    this.byCount = [...this.counts.keys()].sort((one, other) => this.counts[other] - this.counts[one]);
    // The types that come most have colours of their own.
    this.rank = new Uint32Array(this.names.length);
    this.byCount.forEach((name, rank) => (this.rank[name] = Math.min(rank, TYPE_COLORS)));
    this.eventCount = this.state.reduce((count, it) => count + (isMessage(it) ? 1 : 0), 0);
  }

  get hasRules() {
    return this.final !== null;
  }

  colorOf(event) {
    return this.colorOfType(this.name[event]);
  }

  colorOfType(name) {
    return `var(${typeColor(this.rank[name])})`;
  }

  nameOf(event) {
    return this.names[this.name[event]];
  }

  stateOf(event) {
    return STATES[this.state[event]];
  }

  dataOf(event, most = Infinity) {
    const start = this.start[event];
    const size = Math.min(this.size[event], most);
    if (start < 0) return this.aside.slice(-1 - start, -1 - start + size);
    return this.text.slice(this.rawAt[event] + start, this.rawAt[event] + start + size);
  }

  /** What came of it, with all that stands before it. Bytes if the framing is none of text. */
  rawOf(event) {
    const [from, to] = [this.rawAt[event], this.rawAt[event + 1]];
    if (this.bytes64 === null) return this.text.slice(from, to);
    this.body ??= Uint8Array.from(atob(this.bytes64), (it) => it.charCodeAt(0));
    return this.body.subarray(from, to);
  }

  gapOf(event) {
    return this.time[event] - (event > 0 ? this.time[event - 1] : 0);
  }

  /** Why it is a problem, and what else is to be said of it. */
  notesOf(event) {
    const [kind, at, reason, place] = [1, 2, 3, 4];
    const rows = this.notes.get(event) ?? [];
    const word = (index) => (index === null ? null : this.words[index]);
    return rows.map((row) => ({
      kind: row[kind], at: word(row[at]), reason: word(row[reason]), place: word(row[place]),
    }));
  }

  /** What its rules did to the value. */
  stepsOf(event) {
    const rows = this.steps.get(event) ?? [];
    return rows.map(([, operation, at, value, left]) => ({
      operation: this.words[operation], at: this.words[at], value, left: left ?? 0,
    }));
  }

  /** How long the recording is; 0 without times. */
  get duration() {
    return this.time ? this.head.duration / 1000 : 0;
  }

  /** The longest wait for an event, as the event that ended it; none if there are no times. */
  get longestGap() {
    let longest = -1;
    for (let event = 1; this.time && event < this.count; event++) {
      if (longest < 0 || this.gapOf(event) > this.gapOf(longest)) longest = event;
    }
    return longest;
  }
}

const TYPE_COLORS = 8;

function typeColor(rank) {
  return rank < TYPE_COLORS ? `--type-${rank}` : "--type-other";
}

/** Whether a program would call it an event, or a message at least. */
function isMessage(state) {
  return !["cut", "malformed", "text"].includes(STATES[state].key);
}

function sums(lengths) {
  const sums = new Float64Array(lengths.length + 1);
  for (let index = 0; index < lengths.length; index++) sums[index + 1] = sums[index] + lengths[index];
  return sums;
}

function byEvent(rows) {
  const byEvent = new Map();
  for (const row of rows) {
    const known = byEvent.get(row[0]);
    if (known) known.push(row);
    else byEvent.set(row[0], [row]);
  }
  return byEvent;
}
