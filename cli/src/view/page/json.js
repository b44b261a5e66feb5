// JSON, laid out in lines as it was written: no number is rounded, no key that comes twice is lost.

function isJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * The lines of a text that is JSON: how deep each is, its pieces, and the JSON Pointer of what stands or begins
 * there, as a function.
 */
function* jsonLines(text) {
  const open = [];
  let line = null;
  const begin = () => {
    const steps = open.map((it) => (it.isObject ? it.key : it.index));
    return { depth: open.length, pieces: [], path: () => steps.map(pointerStep).join("") };
  };
  for (const [kind, piece] of jsonTokens(text)) {
    const inside = open.at(-1);
    if (kind === "close") {
      open.pop();
      if (line && inside.isEmpty) {
        line.pieces.push(["sign", piece]);
        continue;
      }
      if (line) yield line;
      line = { depth: open.length, pieces: [["sign", piece]], path: () => null };
    } else if (kind === "comma") {
      line.pieces.push(["sign", ","]);
      yield line;
      line = null;
      if (!inside.isObject) inside.index++;
      inside.isKey = inside.isObject;
    } else if (kind === "colon") {
      line.pieces.push(["sign", ": "]);
      inside.isKey = false;
    } else {
      if (inside?.isEmpty) {
        inside.isEmpty = false;
        yield line;
        line = null;
      }
      if (inside?.isKey) {
        inside.key = piece;
        line = begin();
        line.pieces.push(["key", piece]);
        continue;
      }
      line ??= begin();
      line.pieces.push([kind === "open" ? "sign" : kind, piece]);
      if (kind === "open") {
        const isObject = piece === "{";
        open.push({ isObject, isKey: isObject, isEmpty: true, index: 0, key: "" });
      }
    }
  }
  if (line) yield line;
}

function pointerStep(step) {
  let key = String(step);
  if (typeof step === "string") {
    try {
      key = JSON.parse(step);
    } catch {
      // It is shown as it is.
    }
  }
  return `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

const SIGNS = { "{": "open", "[": "open", "}": "close", "]": "close", ",": "comma", ":": "colon" };

function* jsonTokens(text) {
  const word = /[^\s{}[\],:"]+/y;
  for (let at = 0; at < text.length;) {
    const sign = text[at];
    if (SIGNS[sign]) {
      yield [SIGNS[sign], sign];
      at++;
    } else if (sign === '"') {
      const end = endOfString(text, at);
      yield ["string", text.slice(at, end)];
      at = end;
    } else {
      word.lastIndex = at;
      const found = word.exec(text);
      if (found) yield ["word", found[0]];
      at += found ? found[0].length : 1;
    }
  }
}

function endOfString(text, start) {
  for (let end = start; ;) {
    end = text.indexOf('"', end + 1);
    if (end < 0) return text.length;
    let back = end - 1;
    while (text[back] === "\\") back--;
    if ((end - back) % 2 === 1) return end + 1;
  }
}

/**
 * Adds JSON to an element, as far as `most` characters go; whether that was all. What is said of a place stands
 * beside its line.
 */
function addJson(parent, text, most, said = new Map()) {
  let left = most;
  for (const line of jsonLines(text)) {
    const row = make("div", "line");
    row.style.paddingInlineStart = `${Math.min(line.depth, 30) * 1.2}rem`;
    for (const [kind, piece] of line.pieces) {
      addText(row.appendChild(make("span", kind)), piece.slice(0, Math.max(left, 0)));
      left -= piece.length;
    }
    const reasons = said.size > 0 ? said.get(line.path()) : undefined;
    if (reasons) {
      row.classList.add("marked");
      for (const reason of reasons) addText(row.appendChild(make("span", "reason")), reason);
    }
    parent.append(row);
    left -= 20;
    if (left <= 0) return false;
  }
  return true;
}
