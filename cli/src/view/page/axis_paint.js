// The parts of the picture of the whole recording.

/** The bytes of each type in each bucket of some pixels, and the problems in it. */
function axisBars(axis) {
  const { recording, width } = axis;
  const bars = [];
  for (let event = 0; event < recording.count; event++) {
    const bucket = Math.floor(axis.xOf(axis.placeOf(event)) / AXIS.bucket);
    const bar = (bars[bucket] ??= { bytes: 0, types: new Float64Array(TYPE_COLORS + 1), problem: 0, problems: 0 });
    const bytes = recording.bytes[event];
    bar.bytes += bytes;
    bar.types[recording.rank[recording.name[event]]] += bytes;
    if (!recording.stateOf(event).isProblem) continue;
    bar.problems++;
    // The gravest is shown.
    bar.problem = graver(bar.problem, recording.state[event]);
  }
  bars.length = Math.ceil(width / AXIS.bucket) + 1;
  return bars;
}

function graver(one, other) {
  const order = ["text", "partly", "unknown", "unfitting", "cut", "malformed", "failure"];
  const rank = (state) => order.indexOf(STATES[state].key);
  return rank(other) > rank(one) ? other : one;
}

function paintBars(axis, context) {
  const most = axis.bars.reduce((most, bar) => Math.max(most, bar?.bytes ?? 0), 1);
  const bottom = axis.height - AXIS.bottom;
  const full = bottom - AXIS.top - 14;
  axis.bars.forEach((bar, bucket) => {
    if (!bar) return;
    // By the root, so that one large event leaves something to be seen of the small ones.
    const height = Math.max(3, Math.sqrt(bar.bytes / most) * full);
    let base = bottom;
    bar.types.forEach((bytes, type) => {
      if (bytes === 0) return;
      const part = (bytes / bar.bytes) * height;
      context.fillStyle = axis.colors(typeColor(type));
      context.fillRect(bucket * AXIS.bucket, base - part, AXIS.bucket - 0.5, part);
      base -= part;
    });
  });
}

/** The longest gaps that are wide enough to be seen, hatched, with how long they are. */
function paintGaps(axis, context) {
  const { recording } = axis;
  if (!recording.time) return;
  const bottom = axis.height - AXIS.bottom;
  const gaps = [];
  for (let event = 0; event < recording.count; event++) {
    const right = axis.xOf(axis.placeOf(event));
    const left = event > 0 ? axis.xOf(axis.placeOf(event - 1)) : AXIS.side;
    if (right - left >= Math.max(24, axis.width / 25)) gaps.push({ left, right, gap: recording.gapOf(event) });
  }
  gaps.sort((one, other) => other.gap - one.gap);
  for (const { left, right, gap } of gaps.slice(0, 12)) {
    context.save();
    context.beginPath();
    context.rect(left + 3, AXIS.top + 14, right - left - 6, bottom - AXIS.top - 14);
    context.clip();
    context.strokeStyle = axis.colors("--hatch");
    context.beginPath();
    for (let x = left - 100; x < right; x += 8) {
      context.moveTo(x, bottom);
      context.lineTo(x + 100, bottom - 100);
    }
    context.stroke();
    context.restore();
    const text = spanText(gap);
    const size = context.measureText(text).width;
    if (size + 14 > right - left) continue;
    const [x, y] = [(left + right - size) / 2, (AXIS.top + 14 + bottom) / 2];
    context.fillStyle = axis.colors("--panel");
    context.fillRect(x - 4, y - 9, size + 8, 18);
    context.fillStyle = axis.colors("--muted");
    context.fillText(text, x, y + 4);
  }
}

/** A sign above each problem; signs that would overlap are one. */
function paintMarks(axis, context) {
  context.textAlign = "center";
  let free = -Infinity;
  axis.bars.forEach((bar, bucket) => {
    if (!bar || bar.problems === 0) return;
    const x = (bucket + 0.5) * AXIS.bucket;
    context.fillStyle = axis.colors(`--${STATES[bar.problem].key}`);
    if (x < free) return;
    context.fillRect(x - 1, AXIS.top + 10, 2, 6);
    free = x + 13;
    context.beginPath();
    context.arc(x, AXIS.top + 4, 6.5, 0, 7);
    context.fill();
    context.fillStyle = axis.colors("--panel");
    context.fillText(STATES[bar.problem].mark, x, AXIS.top + 8);
  });
  context.textAlign = "start";
}

function paintTicks(axis, context) {
  const bottom = axis.height - AXIS.bottom;
  const { time } = axis.recording;
  context.fillStyle = axis.colors("--line");
  context.fillRect(0, bottom, axis.width, 1);
  const step = niceStep(axis.whole / Math.max(2, axis.width / 110));
  const last = time ? axis.whole : axis.recording.count - 1;
  for (let place = 0; place <= last; place += time ? step : Math.max(1, Math.round(step))) {
    const x = axis.xOf(place);
    const text = time ? tickText(place, step, axis.whole) : numbers.format(place + 1);
    const size = context.measureText(text).width;
    context.fillStyle = axis.colors("--line");
    context.fillRect(x, bottom, 1, 4);
    context.fillStyle = axis.colors("--muted");
    context.fillText(text, Math.min(Math.max(x - size / 2, 1), axis.width - size - 1), axis.height - 3);
  }
}

function tickText(ms, step, whole) {
  if (ms === 0) return "0";
  if (step < 1) return `${ms.toFixed(2)} ms`;
  if (whole < 10e3 && step < 1000) return `${Math.round(ms)} ms`;
  if (whole < 120e3) return `${(ms / 1e3).toFixed(step < 1000 ? 1 : 0)} s`;
  return clockText(Math.round(ms / 1e3));
}

/** The next larger of 1, 2 and 5 with zeros behind, and of minutes beyond those. */
function niceStep(least) {
  if (least > 50e3) return [6e4, 12e4, 3e5, 6e5, 18e5, 36e5].find((it) => it >= least) ?? Math.ceil(least / 36e5) * 36e5;
  const power = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 5, 10].find((it) => it * power >= least) * power;
}

/** What the picture shows, in words. */
function axisText(recording) {
  const what = plural(recording.count, "event");
  if (!recording.time) return `${what} in their order; no times were recorded.`;
  const longest = recording.longestGap;
  const gap = longest < 0 ? "" : ` The longest gap is ${spanText(recording.gapOf(longest))}, before event ${longest + 1}.`;
  return `${what} in ${spanText(recording.duration)}.${gap} The list below has the same.`;
}
