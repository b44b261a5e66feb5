// What a row says of an event's data.

const PREVIEW = 300;

/** What the event added to the value, if it did, and the beginning of its data; or what was searched for. */
function previewOf(recording, event, needles) {
  const piece = pieceOf(recording, event);
  if (needles.length > 0) {
    const inPiece = piece && around(piece, needles);
    if (inPiece) return [make("span", "piece", inPiece)];
    const inData = around(recording.dataOf(event), needles);
    if (inData) return [inData];
  }
  const data = lineText(withoutType(recording, event));
  return piece === null ? [data] : [make("span", "piece", lineText(piece.slice(0, PREVIEW))), " ", data];
}

/** The first piece that was appended. */
function pieceOf(recording, event) {
  const step = recording.stepsOf(event).find((it) => it.operation.startsWith("append"));
  return step ? step.value : null;
}

/** The beginning of its data, without the type, which stands beside it. */
function withoutType(recording, event) {
  const data = recording.dataOf(event, PREVIEW);
  const name = recording.nameOf(event);
  const found = /^\s*\{\s*"type"\s*:\s*/.exec(data);
  const type = name.length < PREVIEW ? JSON.stringify(name) : "";
  if (!found || type === "" || !data.startsWith(type, found[0].length)) return data;
  const rest = data.slice(found[0].length + type.length).trimStart();
  return rest.startsWith(",") ? `{…${rest}` : data;
}

/** The first place in a text that was searched for, with what stands around it; `null` if there is none. */
function around(text, needles) {
  const lower = text.toLowerCase();
  const places = needles.map((it) => lower.indexOf(it)).filter((it) => it >= 0);
  if (places.length === 0) return null;
  const from = Math.max(0, Math.min(...places) - 8);
  return lineText(`${from > 0 ? "…" : ""}${text.slice(from, from + PREVIEW)}`);
}

// How many places are marked at once.
const MARKED = 2000;

/** Marks what was searched for in a part of the page. Its nodes stay as they are. */
function markFound(name, root, needles) {
  if (!globalThis.CSS?.highlights) return;
  const ranges = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (needles.length > 0 && ranges.length < MARKED && walker.nextNode()) {
    const node = walker.currentNode;
    const text = node.data.toLowerCase();
    // A few characters are longer in lower case; then places would not be the same.
    if (text.length !== node.length) continue;
    for (const needle of needles) {
      for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) {
        const range = new Range();
        range.setStart(node, at);
        range.setEnd(node, at + needle.length);
        ranges.push(range);
      }
    }
  }
  CSS.highlights.set(name, new Highlight(...ranges.slice(0, MARKED)));
}
