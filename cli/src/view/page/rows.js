// The list: only the rows that are seen are in the page.

// Browsers make no element taller than some 17 million pixels.
const TALLEST = 8e6;

class Rows {
  /** `open` is called when an event is to be looked at closely, `choose` when it becomes the one that is selected. */
  constructor(recording, { choose, open, moved }) {
    this.recording = recording;
    this.scroller = byId("list");
    this.space = byId("space");
    this.rows = byId("rows");
    this.moved = moved;
    this.shown = new Uint32Array(0);
    this.selected = -1;
    this.needles = [];
    this.pool = [];
    this.scroller.addEventListener("scroll", () => this.drawSoon(), { passive: true });
    new ResizeObserver(() => this.resize()).observe(this.scroller);
    this.rows.addEventListener("click", (click) => {
      const row = click.target.closest(".row");
      if (!row) return;
      choose(this.shown[row.position]);
      open();
    });
  }

  resize() {
    const { height } = this;
    this.height = parseFloat(getComputedStyle(this.scroller).getPropertyValue("--row"));
    this.measure();
    if (height !== this.height) this.reveal(this.selected);
    this.draw();
  }

  measure() {
    this.total = this.shown.length * this.height;
    this.tall = Math.min(this.total, TALLEST);
    this.space.style.height = `${this.tall}px`;
  }

  /** Shows these events, and where in them the needles are; the selected one stays where it is, if it is among them. */
  show(shown, needles) {
    this.shown = shown;
    this.needles = needles;
    for (const row of this.pool) row.event = -1;
    this.measure();
    this.scroller.scrollTop = 0;
    this.reveal(this.selected);
    this.draw();
  }

  select(event) {
    this.selected = event;
    this.reveal(event);
    this.draw();
  }

  /** Where an event stands in the list, or -1. */
  positionOf(event) {
    const position = lowerBound(this.shown, event);
    return this.shown[position] === event ? position : -1;
  }

  /** How many rows fit. */
  get page() {
    return Math.max(1, Math.floor(this.scroller.clientHeight / this.height));
  }

  /** How far the list is scrolled: the pixels of its rows above the first that is seen. */
  get offset() {
    const { clientHeight, scrollTop } = this.scroller;
    if (this.tall === this.total) return scrollTop;
    return (scrollTop / (this.tall - clientHeight)) * (this.total - clientHeight);
  }

  set offset(offset) {
    const { clientHeight } = this.scroller;
    const scale = this.tall === this.total ? 1 : (this.tall - clientHeight) / (this.total - clientHeight);
    this.scroller.scrollTop = offset * scale;
  }

  reveal(event) {
    const position = this.positionOf(event);
    if (position < 0) return;
    const [top, view] = [position * this.height, this.scroller.clientHeight];
    if (top < this.offset) this.offset = top;
    else if (top + this.height > this.offset + view) this.offset = top + this.height - view;
  }

  drawSoon() {
    this.soon ??= requestAnimationFrame(() => {
      this.soon = null;
      this.draw();
    });
  }

  draw() {
    if (!this.height) return;
    const offset = this.offset;
    const first = Math.max(0, Math.floor(offset / this.height) - 3);
    const last = Math.min(this.shown.length, first + this.page + 8);
    while (this.pool.length < last - first) this.pool.push(this.rows.appendChild(newRow()));
    this.pool.forEach((row, index) => {
      const position = first + index;
      row.hidden = position >= last;
      if (!row.hidden) {
        this.fill(row, position);
      } else {
        row.removeAttribute("id");
        row.setAttribute("aria-selected", false);
      }
    });
    this.rows.style.transform = `translateY(${this.scroller.scrollTop - offset + first * this.height}px)`;
    const active = this.positionOf(this.selected);
    if (active >= first && active < last) this.scroller.setAttribute("aria-activedescendant", `row-${active}`);
    else this.scroller.removeAttribute("aria-activedescendant");
    const seen = Math.min(this.shown.length, Math.ceil(offset / this.height) + this.page) - 1;
    this.moved(this.shown[Math.floor(offset / this.height)], this.shown[seen]);
  }

  fill(row, position) {
    const event = this.shown[position];
    const isSelected = event === this.selected;
    row.position = position;
    row.id = `row-${position}`;
    row.setAttribute("aria-posinset", position + 1);
    row.setAttribute("aria-setsize", this.shown.length);
    row.setAttribute("aria-selected", isSelected);
    // What is filled already needs no filling.
    if (row.event === event) return;
    row.event = event;
    const { recording } = this;
    const [number, time, gap, type, size, data] = row.children;
    const state = recording.stateOf(event);
    row.className = `row ${state.key}${state.isProblem ? " problem" : ""}`;
    number.textContent = event + 1;
    time.textContent = recording.time ? timeText(recording.time[event]) : "";
    fillGap(gap, recording, event);
    type.style.setProperty("--type", recording.colorOf(event));
    type.textContent = lineText(recording.nameOf(event).slice(0, 200));
    type.title = type.textContent;
    size.textContent = sizeText(recording.bytes[event]);
    data.replaceChildren(...(state.key === "event" ? [] : [stateBadge(recording.state[event])]),
      ...previewOf(recording, event, this.needles));
  }
}

function newRow() {
  const row = make("div", "row");
  row.setAttribute("role", "option");
  const gap = make("span", "gap", make("span", "bar"), make("span", "span"));
  row.append(make("span", "number"), make("span", "time"), gap, make("span", "type"), make("span", "size"), make("span", "data"));
  return row;
}

/** How long nothing came before an event, as a bar, too: from 1 ms to 10 s, by its logarithm. */
function fillGap(cell, recording, event) {
  const gap = recording.time ? recording.gapOf(event) : 0;
  const [bar, span] = cell.children;
  span.textContent = gap > 0 ? `+${spanText(gap)}` : "";
  bar.style.width = `${gap > 0 ? Math.min(100, Math.max(4, 25 * Math.log10(gap))) : 0}%`;
  cell.classList.toggle("long", gap >= 1000);
}

// Where an event stands among ascending ones, or would.
function lowerBound(sorted, value) {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (sorted[middle] < value) from = middle + 1;
    else to = middle;
  }
  return from;
}

