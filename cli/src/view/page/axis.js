// The whole recording at a glance: how much came when, of which types, where nothing came, and where the problems are.

const AXIS = { top: 16, bottom: 18, side: 8, bucket: 3 };

class Axis {
  constructor(recording, { choose, setRange }) {
    this.recording = recording;
    this.canvas = byId("axis");
    this.pointed = byId("pointed");
    this.choose = choose;
    this.setRange = setRange;
    this.selected = -1;
    this.seen = [0, 0];
    // A little more than there is, so that the last event is not at the edge.
    this.whole = (recording.time ? recording.duration : recording.count - 1) || 1;
    this.canvas.setAttribute("aria-label", axisText(recording));
    new ResizeObserver(() => this.measure()).observe(this.canvas);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.measure());
    this.listen();
  }

  listen() {
    let from = null;
    this.canvas.addEventListener("pointerdown", (press) => {
      from = press.offsetX;
      this.canvas.setPointerCapture(press.pointerId);
    });
    this.canvas.addEventListener("pointermove", (move) => {
      this.tell(move.offsetX);
      this.brush = from !== null && Math.abs(move.offsetX - from) > 5 ? [from, move.offsetX] : null;
      this.drawSoon();
    });
    this.canvas.addEventListener("pointerup", (release) => {
      const brush = this.brush;
      [from, this.brush] = [null, null];
      if (brush) this.select(Math.min(...brush), Math.max(...brush));
      else this.choose(this.eventAt(release.offsetX));
      this.drawSoon();
    });
    this.canvas.addEventListener("pointerleave", () => this.pointed.replaceChildren(this.hint));
  }

  get hint() {
    return "Click to go there, drag to show a part only.";
  }

  select(left, right) {
    const [from, to] = [this.eventsBefore(left), this.eventsBefore(right)];
    if (to > from) this.setRange([from, to]);
  }

  /** Where an event stands: its time, or its number if there are no times. */
  placeOf(event) {
    return this.recording.time ? this.recording.time[event] : event;
  }

  xOf(place) {
    return AXIS.side + (place / this.whole) * (this.width - 2 * AXIS.side);
  }

  /** How many events came before a place in the picture. */
  eventsBefore(x) {
    const place = ((x - AXIS.side) / (this.width - 2 * AXIS.side)) * this.whole;
    if (!this.recording.time) return Math.min(this.recording.count, Math.max(0, Math.ceil(place)));
    return lowerBound(this.recording.time, place);
  }

  eventAt(x) {
    const after = Math.min(this.eventsBefore(x), this.recording.count - 1);
    const before = Math.max(0, after - 1);
    const far = (event) => Math.abs(this.xOf(this.placeOf(event)) - x);
    return far(before) < far(after) ? before : after;
  }

  tell(x) {
    const [from, to] = [this.eventsBefore(x - 2), this.eventsBefore(x + 2)];
    const { time } = this.recording;
    const place = ((x - AXIS.side) / (this.width - 2 * AXIS.side)) * this.whole;
    const where = time ? timeText(Math.min(Math.max(place, 0), this.whole)) : `event ${Math.round(place) + 1}`;
    if (to === from) {
      const isGap = time && from > 0 && from < this.recording.count;
      const gap = isGap ? `, in a gap of ${spanText(this.recording.gapOf(from))}` : "";
      this.pointed.textContent = `${where}: nothing${gap}`;
      return;
    }
    let bytes = 0;
    for (let event = from; event < to; event++) bytes += this.recording.bytes[event];
    const name = to - from === 1 ? lineText(this.recording.nameOf(from).slice(0, 100)) : plural(to - from, "event");
    this.pointed.textContent = `${where}: ${name}, ${sizeText(bytes)}`;
  }

  measure() {
    const { clientWidth, clientHeight } = this.canvas;
    if (clientWidth === 0) return;
    const scale = devicePixelRatio || 1;
    [this.width, this.height] = [clientWidth, clientHeight];
    [this.canvas.width, this.canvas.height] = [clientWidth * scale, clientHeight * scale];
    this.bars = axisBars(this);
    const style = getComputedStyle(document.documentElement);
    this.colors = (name) => style.getPropertyValue(name).trim();
    this.picture = this.paint(scale);
    if (!this.pointed.hasChildNodes()) this.pointed.textContent = this.hint;
    this.draw();
  }

  /** What does not change while one scrolls. */
  paint(scale) {
    const picture = document.createElement("canvas");
    [picture.width, picture.height] = [this.canvas.width, this.canvas.height];
    const context = picture.getContext("2d");
    context.scale(scale, scale);
    context.font = `11px ${getComputedStyle(document.body).fontFamily}`;
    paintGaps(this, context);
    paintBars(this, context);
    paintMarks(this, context);
    paintTicks(this, context);
    return picture;
  }

  drawSoon() {
    this.soon ??= requestAnimationFrame(() => {
      this.soon = null;
      this.draw();
    });
  }

  /** Which rows are seen in the list. */
  setSeen(first, last) {
    this.seen = [first, last];
    this.drawSoon();
  }

  setSelected(event) {
    this.selected = event;
    this.drawSoon();
  }

  draw() {
    if (!this.picture) return;
    const context = this.canvas.getContext("2d");
    const scale = this.canvas.width / this.width;
    const bottom = this.height - AXIS.bottom;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    context.scale(scale, scale);
    const band = (from, to, color) => {
      context.fillStyle = this.colors(color);
      context.fillRect(from, AXIS.top, Math.max(2, to - from), bottom - AXIS.top);
    };
    const [first, last] = this.seen;
    // All of them need no band.
    if (last - first < this.recording.count - 1) band(this.xOf(this.placeOf(first)) - 1, this.xOf(this.placeOf(last)) + 1, "--band");
    context.drawImage(this.picture, 0, 0, this.width, this.height);
    if (this.brush) band(Math.min(...this.brush), Math.max(...this.brush), "--brush");
    if (this.selected < 0) return;
    const x = this.xOf(this.placeOf(this.selected));
    context.fillStyle = this.colors("--accent");
    context.fillRect(x - 1, 2, 2, bottom - 2);
    context.beginPath();
    context.arc(x, 5, 4, 0, 7);
    context.fill();
  }
}
