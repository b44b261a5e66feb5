// Numbers, times and other people's text, as a page may have them.

const numbers = new Intl.NumberFormat("en");

function plural(count, word) {
  return `${numbers.format(count)} ${word}${count === 1 ? "" : "s"}`;
}

function sizeText(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1e6) return `${(bytes / 1e3).toFixed(bytes < 1e4 ? 2 : 1)} kB`;
  return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 2 : 1)} MB`;
}

/** How long something took, from milliseconds. */
function spanText(ms) {
  if (ms === 0) return "0";
  if (ms < 1) return `${ms.toFixed(2)} ms`;
  if (ms < 999.5) return `${ms < 10 ? Number(ms.toFixed(1)) : Math.round(ms)} ms`;
  if (ms < 60e3) return `${(ms / 1e3).toFixed(ms < 10e3 ? 2 : 1)} s`;
  const minutes = Math.floor(ms / 60e3);
  if (minutes < 60) return `${minutes} min ${Math.floor((ms % 60e3) / 1e3)} s`;
  return `${numbers.format(Math.floor(minutes / 60))} h ${minutes % 60} min`;
}

/** A time on the axis, from milliseconds. */
function timeText(ms) {
  if (ms < 600e3) return `${(ms / 1e3).toFixed(3)} s`;
  const whole = Math.floor(ms);
  return `${clockText(Math.floor(whole / 1e3))}.${String(whole % 1e3).padStart(3, "0")}`;
}

/** Minutes and seconds, and hours if there are some. */
function clockText(seconds) {
  const two = (number) => String(number).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  const after = two(seconds % 60);
  return minutes < 60 ? `${minutes}:${after}` : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${after}`;
}

// What cannot be seen, or moves what is seen: controls, bidirectional overrides, halves of surrogate pairs. The
// joiners of emoji and of Persian stay.
const UNSEEN = /(?:(?![\n\t\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}])+/gu;

function unseenNames(characters) {
  return Array.from(characters, unseenName).join(" ");
}

function unseenName(character) {
  const code = character.codePointAt(0);
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return "\u2421";
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}

/** Text in one line, in which nothing is unseen. */
function lineText(text) {
  return text.replace(/[\n\t]/g, " ").replace(UNSEEN, unseenNames);
}

/** Adds text to an element; what is unseen is shown by its name. */
function addText(parent, text) {
  let from = 0;
  for (const found of text.matchAll(UNSEEN)) {
    if (found.index > from) parent.append(text.slice(from, found.index));
    parent.append(make("span", "unseen", unseenNames(found[0])));
    from = found.index + found[0].length;
  }
  if (from < text.length) parent.append(from === 0 ? text : text.slice(from));
  return parent;
}

function make(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

function byId(id) {
  return document.getElementById(id);
}

/** A term and what it is, for a list of descriptions. */
function term(name, ...value) {
  return make("div", "", make("dt", "", name), make("dd", "", ...value));
}

/** Lets the browser draw and react. */
function pause() {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
