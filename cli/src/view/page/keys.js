// The keyboard.

const KEYS = [
  ["j, ↓", "next event"], ["k, ↑", "previous event"], ["Page Up, Page Down", "a page further"],
  ["g, G, Home, End", "first event, last event"], ["n, N", "next problem, previous problem"],
  ["Enter", "open the event"], ["1 to 4", "data, raw text, what it changed, final value"],
  ["/", "search the data"], ["Esc", "close, then clear the search and the filters"], ["?", "this help"],
];

/** Calls what a key stands for; nothing while somebody types, or with a key that the browser has for itself. */
function listenToKeys(page) {
  document.addEventListener("keydown", (press) => {
    if (press.ctrlKey || press.metaKey || press.altKey || byId("help").open) return;
    const isTyping = press.target.closest("input:not([type=checkbox])");
    if (press.key === "Escape") {
      page.leave(isTyping);
    } else if (isTyping) {
      if (press.key === "Enter" || press.key === "ArrowDown") page.focusList();
      else return;
    } else {
      const key = keyOf(press, page);
      if (!key) return;
      key();
    }
    press.preventDefault();
  });
}

function keyOf(press, page) {
  const keys = {
    j: () => page.move(1), k: () => page.move(-1), g: () => page.move(-Infinity), G: () => page.move(Infinity),
    n: () => page.problem(1), N: () => page.problem(-1),
    "/": () => page.search(), "?": () => byId("help").showModal(),
    1: () => page.tab(0), 2: () => page.tab(1), 3: () => page.tab(2), 4: () => page.tab(3),
  };
  // Elsewhere these scroll, or press what has the focus.
  const inList = {
    ArrowDown: keys.j, ArrowUp: keys.k, Home: keys.g, End: keys.G, Enter: () => page.open(), " ": () => page.open(),
    PageDown: () => page.move(page.rows.page), PageUp: () => page.move(-page.rows.page),
  };
  const isInList = press.target === byId("list") || press.target === document.body;
  return keys[press.key] ?? (isInList ? inList[press.key] : undefined);
}

function showHelp() {
  byId("keys").append(...KEYS.map(([keys, about]) => {
    const names = keys.split(", ").flatMap((key, index) => [index ? " " : "", make("kbd", "", key)]);
    return make("div", "", make("dt", "", ...names), make("dd", "", about));
  }));
  byId("legend").append(...STATES.map((state, index) =>
    make("div", "", make("dt", "", stateBadge(index)), make("dd", "", state.about))));
  byId("help-open").addEventListener("click", () => byId("help").showModal());
}
