// What an event can be. The order is that of the codes in the data.

const STATES = [
  { key: "event", name: "event", mark: "", about: "It is declared, and its data fits." },
  { key: "skipped", name: "skipped", mark: "–", about: "The document says to pass over it." },
  { key: "sentinel", name: "end mark", mark: "■", about: "It is no event: it says that the stream is over." },
  { key: "alive", name: "no data", mark: "·", about: "A sign of life: a message without data." },
  { key: "unknown", name: "unknown", mark: "?", isProblem: true, about: "The document does not declare it." },
  { key: "unfitting", name: "does not fit", mark: "≠", isProblem: true,
    about: "It is declared, but its data does not fit: a program gets an error instead of the event." },
  { key: "partly", name: "fits in part", mark: "≈", isProblem: true,
    about: "A value in it does not fit: a program gets the event, without that value." },
  { key: "failure", name: "failure", mark: "✕", isProblem: true, about: "The server says that it failed." },
  { key: "after", name: "after the end", mark: "↧", about: "It came after the end: a program does not read it." },
  { key: "cut", name: "cut off", mark: "⋯", isProblem: true, about: "The stream ends inside it: it is no event." },
  { key: "malformed", name: "malformed", mark: "!", isProblem: true,
    about: "These bytes are not of the stream's framing: a program reads no further." },
  { key: "text", name: "no event", mark: "¶", isProblem: true, about: "Text that is part of no event." },
];

function stateBadge(state) {
  const { key, name, mark } = STATES[state];
  const sign = make("span", "mark", mark);
  sign.setAttribute("aria-hidden", "true");
  return make("span", `badge ${key}`, sign, name);
}
