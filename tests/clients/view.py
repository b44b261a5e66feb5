"""Opens pages of `stream-events view` from the file system in a browser, and uses them: view.py PROGRAM."""

import atexit
import json
import shutil
import subprocess
import sys
import tempfile
import time

import recordings
from chromium import Chromium

PROGRAM = sys.argv[1]
FOLDER = tempfile.mkdtemp()
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
#: How many rows may be in a page, of however many events.
ROWS = 100
#: Keys that the browser itself knows by their codes.
CODES = {"Escape": 27, "Enter": 13}


def make(path, *arguments):
    page = f"{path}.html"
    subprocess.run([PROGRAM, "view", path, "-o", page, *arguments], check=True)
    return page


class View:
    """A page that is open; `seconds` is how long it took until it could be used."""

    def __init__(self, browser, page, width=1600, height=900):
        self.browser = browser
        self.tab = browser.open("about:blank")
        for domain in ("Page", "Runtime", "Log", "Network"):
            browser.call(f"{domain}.enable", self.tab.session)
        self.size(width, height)
        browser.told.clear()
        begun = time.monotonic()
        browser.call("Page.navigate", self.tab.session, url=f"file://{page}")
        self.until("document.body?.classList.contains('ready')")
        self.seconds = time.monotonic() - begun

    def size(self, width, height):
        self.browser.call("Emulation.setDeviceMetricsOverride", self.tab.session, width=width, height=height,
                          deviceScaleFactor=1, mobile=False)

    def until(self, code, seconds=60):
        until = time.monotonic() + seconds
        while not (value := self.tab.evaluate(code)):
            assert time.monotonic() < until, f"never: {code}; {self.tab.text('said')!r}"
            time.sleep(0.01)
        return value

    def press(self, key):
        about = {"key": key, "text": key} if len(key) == 1 else {"key": key, "windowsVirtualKeyCode": CODES[key]}
        for kind in ("keyDown", "keyUp"):
            self.browser.call("Input.dispatchKeyEvent", self.tab.session, type=kind, **about)

    def type(self, text):
        self.browser.call("Input.insertText", self.tab.session, text=text)

    def click(self, selector):
        place = self.until(
            f"(() => {{ const it = document.querySelector({json.dumps(selector)})?.getBoundingClientRect();"
            " return it && [it.x + it.width / 2, it.y + it.height / 2]; })()")
        for kind in ("mousePressed", "mouseReleased"):
            self.mouse(kind, *place)

    def mouse(self, kind, x, y):
        self.browser.call("Input.dispatchMouseEvent", self.tab.session, type=kind, x=x, y=y, button="left", buttons=1,
                          clickCount=0 if kind == "mouseMoved" else 1)

    def text(self, selector):
        return self.tab.evaluate(f"document.querySelector({json.dumps(selector)})?.textContent")

    def count(self, selector):
        return self.tab.evaluate(f"document.querySelectorAll({json.dumps(selector)}).length")

    def rows(self):
        """The numbers of the rows that are in the page."""
        return self.tab.evaluate("[...document.querySelectorAll('.row:not([hidden]) .number')].map((it) => +it.textContent)")

    def shown(self, count):
        """Waits until so many of the events are shown; how long that took, in seconds."""
        begun = time.monotonic()
        self.until(f"document.getElementById('said').textContent.startsWith('{count:,} ')")
        return time.monotonic() - begun

    def selected(self):
        return self.tab.evaluate("+(document.querySelector('[aria-selected=true] .number')?.textContent ?? 0)")

    def close(self):
        """Sees that nothing went wrong in the page, and that it asked for nothing."""
        self.tab.evaluate("1")
        for told in self.browser.told:
            method, about = told["method"], told.get("params", {})
            assert method not in ("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded"), about
            assert method != "Page.javascriptDialogOpening", about
            if method == "Network.requestWillBeSent":
                url = about["request"]["url"]
                assert url.startswith(f"file://{FOLDER}/") and url.endswith(".html"), url
        self.tab.close()


def one_event(browser):
    view = View(browser, make(recordings.write(FOLDER, "one", [recordings.FAILURE])))
    assert view.rows() == [1] and view.text("#end strong") == "✕failed", view.text("#end")
    assert "Overloaded, try again" in view.text("#end") and "Overloaded, try again" in view.text(".notes")
    assert view.selected() == 1 and view.text("#detail-title") == "error"
    view.close()
    print("one event, a failure, is told in words")


def thousand(browser):
    events = recordings.answer(1000)
    problems = [number for number, it in enumerate(events, 1) if it in (recordings.UNKNOWN, recordings.UNFITTING)]
    unfitting = 1 + events.index(recordings.UNFITTING)
    view = View(browser, make(recordings.write(FOLDER, "thousand", events)))
    assert view.text("#end strong") == "✓whole", view.text("#end")
    assert view.tab.evaluate("document.title") == "thousand.sse – recording" and view.text("#file") == "thousand.sse"

    view.press("j")
    assert view.selected() == 2
    view.press("G")
    assert view.selected() == 1000 and 1000 in view.rows() and len(view.rows()) < ROWS
    view.press("g")
    assert view.selected() == 1 and 1 in view.rows()
    found = []
    for _ in problems:
        view.press("n")
        found.append(view.selected())
    assert found == problems, (found, problems)
    view.press("n")
    assert view.selected() == problems[0]
    view.press("N")
    assert view.selected() == problems[-1]
    print("the keyboard goes through events and problems")

    while view.selected() != unfitting:
        view.press("n")
    assert "/index does not fit: expected an integer, found a string" in view.text(".notes"), view.text(".notes")
    assert "/$defs/" in view.text(".notes .place"), view.text(".notes")
    assert "expected an integer, found a string" in view.text(".line.marked .reason")
    view.press("2")
    assert view.text("#panel pre") == recordings.UNFITTING, view.text("#panel pre")
    view.press("g")
    view.press("j")
    view.press("j")
    view.press("3")
    text = json.loads(events[2].split("data: ")[1])["delta"]["text"]
    assert view.text("#panel .step") == "/content/0/text gets at its end:", view.text("#panel")
    assert view.text("#panel .json") == json.dumps(text), view.text("#panel .json")
    view.press("4")
    # An event was lost.
    assert view.text("#panel .unfinished") == "It is not final: an event was lost.", view.text("#panel")
    whole = "".join(json.loads(it.split("data: ")[1])["delta"]["text"] for it in events if "text_delta" in it and it != recordings.UNFITTING)
    assert whole[:500] in view.text("#panel .json")
    view.press("1")
    print("an event is shown as its data, its raw text, what it changed, and what all add up to")

    view.click("#states button:nth-of-type(2)")
    view.shown(sum(it == recordings.UNKNOWN for it in events))
    assert view.count(".row.unknown:not([hidden])") == len(view.rows())
    view.press("Escape")
    view.until("document.getElementById('said').textContent === '1,000 rows'")
    view.click("#types summary")
    view.click("#types-list label:nth-of-type(2) input")
    view.shown(sum(it == recordings.PING for it in events))
    view.press("Escape")
    view.press("Escape")
    view.press("/")
    view.type("NOBODY looks")
    matching = sum("nobody looks" in it for it in events)
    assert matching > 0
    view.shown(matching)
    assert "nobody looks" in view.text(".row:not([hidden]) .data"), view.text(".row .data")
    assert view.selected() == view.rows()[0]
    assert view.tab.evaluate("['found-rows', 'found-panel'].every((it) => CSS.highlights.get(it).size > 0)")
    view.press("Escape")
    view.until("document.getElementById('said').textContent === '1,000 rows'")
    left, top, width = view.tab.evaluate(
        "(() => { const it = document.getElementById('axis').getBoundingClientRect(); return [it.x, it.y + 50, it.width]; })()")
    view.mouse("mousePressed", left + width * 0.5, top)
    view.mouse("mouseMoved", left + width * 0.7, top)
    view.mouse("mouseReleased", left + width * 0.7, top)
    view.until("!document.getElementById('range').hidden && document.getElementById('said').textContent.includes(' of ')")
    first = view.rows()[0]
    assert 1 < first < 1000 and view.selected() == first, first
    view.press("Escape")
    view.until("document.getElementById('said').textContent === '1,000 rows'")
    view.mouse("mousePressed", left + width - 1, top)
    view.mouse("mouseReleased", left + width - 1, top)
    assert view.selected() == 1000, view.selected()
    view.press("?")
    assert view.tab.evaluate("document.getElementById('help').open")
    view.press("Escape")
    assert not view.tab.evaluate("document.getElementById('help').open")
    print("events are found by state, by type, by search, and on the time axis")

    view.size(400, 800)
    view.until("document.documentElement.scrollWidth <= 400 && document.querySelector('.row').clientHeight > 40")
    assert not view.tab.evaluate("document.getElementById('detail').checkVisibility()")
    view.click(".row[aria-selected=true] .data")
    assert view.tab.evaluate("document.getElementById('detail').checkVisibility()")
    view.press("Escape")
    assert not view.tab.evaluate("document.getElementById('detail').checkVisibility()")
    twice = "[...document.querySelectorAll('[id]')].map((it) => it.id).filter((it, at, all) => all.indexOf(it) !== at)"
    assert view.tab.evaluate(twice) == [], view.tab.evaluate(twice)
    view.close()
    print("on a narrow screen the event lies over the list, and goes away")


def hundred_thousand(browser):
    events = recordings.answer(100_000)
    path = recordings.write(FOLDER, "hundred", events)
    begun = time.monotonic()
    page = make(path)
    made = time.monotonic() - begun
    view = View(browser, page)
    usable = view.seconds
    assert usable < 15, usable
    assert len(view.rows()) < ROWS and view.count("*") < 2000, view.count("*")
    view.press("G")
    assert view.selected() == 100_000
    view.tab.evaluate("""(() => {
        const progress = document.getElementById('progress');
        window.told = new Set();
        new MutationObserver(() => progress.hidden || told.add(progress.value)).observe(progress, { attributes: true });
    })()""")
    view.press("/")
    view.type("light turns")
    matching = sum("light turns" in it for it in events)
    searched = view.shown(matching)
    assert searched < 15, searched
    assert view.tab.evaluate("told.size") > 2, "a long search shows how far it is"
    assert len(view.rows()) < ROWS and view.count("*") < 2000, view.count("*")
    view.press("Escape")
    view.until("document.getElementById('said').textContent === '100,000 rows'")
    view.click("#states button:nth-of-type(3)")
    filtered = view.shown(sum(it == recordings.UNFITTING for it in events))
    assert filtered < 5, filtered
    view.press("Escape")
    frames = view.browser.call(
        "Runtime.evaluate", view.tab.session, awaitPromise=True, returnByValue=True, expression="""(async () => {
            const list = document.getElementById('list');
            let longest = 0;
            for (let step = 0, last = performance.now(); step < 60; step++) {
                list.scrollTop = step * 40000;
                await new Promise(requestAnimationFrame);
                longest = Math.max(longest, performance.now() - last);
                last = performance.now();
            }
            return longest;
        })()""")["result"]["value"]
    assert frames < 500, frames
    view.close()
    print(f"100,000 events: the page made in {made:.1f} s, usable after {usable:.2f} s, searched in {searched:.2f} s, "
          f"filtered in {filtered:.2f} s, at most {frames:.0f} ms between two pictures while it scrolls")


def cut(browser):
    events = [*recordings.answer(20)[:-3], 'event: content_block_delta\ndata: {"type":"cont']
    view = View(browser, make(recordings.write(FOLDER, "cut", events, end="cut")))
    assert view.text("#end strong") == "⋯cut off" and "inside an event" in view.text("#end"), view.text("#end")
    view.press("G")
    assert view.text("#detail-title") == "(cut off)" and view.count(".row.cut:not([hidden])") == 1
    assert "the stream ends inside this event" in view.text(".notes")
    view.press("4")
    assert "It is not final" in view.text("#panel .unfinished")
    view.close()

    path = recordings.write(FOLDER, "refused", ['{"error":{"type":"rate_limit_error","message":"Wait"}}'], status=429)
    view = View(browser, make(path))
    assert "429: rate_limit_error: Wait" in view.text("#end"), view.text("#end")
    assert "rate_limit_error" in view.text("#panel .json")
    view.close()
    for name, body in (("empty", ""), ("malformed", '[{"a":1} 2]')):
        path = f"{FOLDER}/{name}.json"
        with open(path, "w", encoding="utf-8") as file:
            file.write(body)
        view = View(browser, make(path))
        view.press("G")
        expected = "the body is empty" if name == "empty" else "a comma is missing"
        assert expected in view.text("#main"), view.text("#main")
        assert view.text("#facts").count("none recorded") == 1 and "no time axis" in view.text("#response")
        view.close()
    print("a cut, a refusal, an empty body and one that is malformed are shown as what they are")


def hostile(browser):
    texts = [recordings.HOSTILE, recordings.BIDI, "\x1b[2J\x1b]0;owned\x07", "\ud83d".encode("utf-8", "surrogatepass"),
             '"\\ud800 \\"<b>"', "<!--", "x" * 10_000_000]
    path = f"{FOLDER}/hostile.sse"
    with open(path, "wb") as file:
        for text in texts:
            text = text if isinstance(text, bytes) else text.encode()
            name = text[:200].replace(b"\n", b"")
            file.write(b"event: " + name + b'\ndata: {"a":"' + text.replace(b'"', b'\\"') + b'"}\n\n')
    view = View(browser, make(path))
    for number in range(1, len(texts) + 1):
        assert view.selected() == number
        for tab in "21":
            view.press(tab)
            assert view.text("#panel pre, #panel .json"), number
        view.press("j")
    assert view.count("img") == 0 and view.count("script") == 1 and view.count("b") == 0
    assert "owned" not in view.tab.evaluate("document.title")
    assert view.text("#panel .more") == "Show more" and len(view.text("#panel")) < 200_000
    view.press("g")
    view.press("j")
    assert "U+202E" in view.text("#panel") and "\u202e" not in view.tab.evaluate("document.body.innerText")
    view.press("/")
    view.type("onerror")
    view.shown(1)
    view.close()
    print("hostile names and data only show")


started = Chromium()
one_event(started)
thousand(started)
cut(started)
hostile(started)
hundred_thousand(started)
started.close()
