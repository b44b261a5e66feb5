// The page: what is selected, what is shown, and who hears of it.

class Page {
  constructor(recording) {
    this.recording = recording;
    this.selected = -1;
    this.filter = new Filter(recording);
    const choose = (event) => this.select(event);
    const bar = (range) => this.bar.setRange(range);
    this.axis = new Axis(recording, { choose: (event) => { choose(event); this.open(); }, setRange: bar });
    this.rows = new Rows(recording, {
      choose, open: () => this.open(), moved: (first, last) => {
        this.axis.setSeen(first, last);
        markFound("found-rows", byId("rows"), this.filter.needles);
      },
    });
    this.detail = new Detail(recording, {
      close: () => this.close(), drawn: () => markFound("found-panel", byId("panel"), this.filter.needles),
    });
    this.bar = new FilterBar(recording, this.filter, () => this.show());
    this.bar.draw();
    this.detail.draw();
    // As wide as the types are, in their font.
    const longest = recording.names.reduce((longest, it) => Math.max(longest, Math.min(it.length, 30)), 0);
    byId("events").style.setProperty("--type-width", `${longest * 0.53 + 1}rem`);
  }

  /** Shows the events that pass the filter. */
  async show() {
    const [progress, said] = [byId("progress"), byId("said")];
    const passing = await this.filter.passing((part, found) => {
      progress.hidden = false;
      progress.value = part;
      said.textContent = `searching: ${numbers.format(found)} found`;
    });
    if (!passing) return;
    progress.hidden = true;
    const count = this.recording.count;
    said.textContent = this.filter.isOff ? plural(count, "row") : `${numbers.format(passing.length)} of ${numbers.format(count)}`;
    const nothing = byId("nothing");
    nothing.hidden = passing.length > 0;
    nothing.textContent = count === 0 ? "There are no events: the body is empty." : "No event is like this. Esc shows all.";
    this.rows.show(passing, this.filter.needles);
    if (passing.length > 0 && this.rows.positionOf(this.selected) < 0) this.select(passing[0]);
    else this.detail.drawn();
  }

  select(event) {
    if (event === undefined || event < 0) return;
    this.selected = event;
    this.rows.select(event);
    this.axis.setSelected(event);
    this.detail.show(event);
  }

  /** Selects an event that may be filtered out. */
  go(event) {
    if (this.rows.positionOf(event) < 0) this.bar.clear();
    this.select(event);
    this.open();
  }

  move(by) {
    const { shown } = this.rows;
    if (shown.length === 0) return;
    const now = this.rows.positionOf(this.selected);
    const from = now < 0 ? (by > 0 ? -1 : 0) : now;
    const position = Math.min(shown.length - 1, Math.max(0, from + by));
    this.select(shown[position]);
  }

  /** Goes to the next problem of those that are shown, and from the last on to the first. */
  problem(by) {
    const { shown } = this.rows;
    const now = this.rows.positionOf(this.selected);
    const from = now < 0 && by < 0 ? 0 : now;
    for (let step = 1; step <= shown.length; step++) {
      const event = shown[(from + by * step + 2 * shown.length) % shown.length];
      if (!this.recording.stateOf(event).isProblem) continue;
      this.select(event);
      return;
    }
    byId("said").textContent = "no problem among these";
  }

  tab(index) {
    this.detail.choose(index);
    if (index === 3) this.open();
  }

  search() {
    byId("needle").focus();
    byId("needle").select();
  }

  focusList() {
    byId("list").focus();
  }

  /** On narrow screens the selected event lies over the list. */
  open() {
    if (this.selected < 0 && this.detail.tab.key !== "final") return;
    if (!this.isNarrow) return;
    document.body.classList.add("opened");
    byId("detail-title").focus();
  }

  /** Whether the selected event lies over the list. */
  get isOver() {
    return this.isNarrow && document.body.classList.contains("opened");
  }

  get isNarrow() {
    return getComputedStyle(byId("detail")).position === "fixed";
  }

  close() {
    document.body.classList.remove("opened");
    this.focusList();
  }

  /** What Esc does: closes what lies above, then clears what is typed, then shows all. */
  leave(isTyping) {
    if (this.bar.types.open) this.bar.types.open = false;
    else if (!isTyping && this.isOver) this.close();
    else {
      if (!this.filter.isOff) this.bar.clear();
      this.focusList();
    }
  }
}

async function begin() {
  showHelp();
  // First the page, then what takes time.
  await pause();
  const source = byId("data");
  const recording = new Recording(JSON.parse(source.textContent));
  source.remove();
  for (const id of ["overview", "bar", "main"]) byId(id).hidden = false;
  byId("overview").hidden = recording.count === 0;
  document.body.classList.toggle("untimed", !recording.time);
  const page = new Page(recording);
  showHead(recording, (event) => page.go(event));
  await page.show();
  listenToKeys(page);
  page.focusList();
  document.body.classList.add("ready");
}

begin();
