"""Reads the page of the example `relay` in a browser: relay_page.py PROGRAM."""

import json
import shutil
import sys
import urllib.request

from chromium import Chromium
from gateways import Balancer, Gateway, Redis, is_part, whole

PROGRAM = sys.argv[1]
# An answer takes 1.4 s, and with `slow` in its prompt 5.6 s.
QUICK = ["--pause", "40", "--lease", "1500"]


def reached(number):
    return lambda text: f" {number} " in text


def ends(how):
    return lambda text: text == how


def start(gateway, key, prompt):
    """Starts a run as somebody does who then goes away."""
    body = json.dumps({"prompt": prompt}).encode()
    with urllib.request.urlopen(f"{gateway.address}/runs/{key}", body):
        pass


def shows(tab, how, prompt, count=30):
    tab.wait("end", ends(how))
    assert tab.text("answer") == whole(prompt, count), tab.text("answer")


def one_gateway(browser):
    gateway = Gateway(PROGRAM, *QUICK)
    home = gateway.address
    tab = browser.open(f"{home}/?prompt=Hello")
    shows(tab, "done", "Hello")

    print("a browser reads an answer to its end, and asks no more")

    tab = browser.open(f"{home}/?prompt=reload")
    tab.wait("answer", reached(5))
    for _ in range(2):
        tab.reload()
        shows(tab, "done", "reload")
    print("a page that is reloaded, in mid-stream and after the end, has the whole answer, once")

    first = browser.open(f"{home}/?prompt=share")
    first.wait("answer", reached(5))
    second = browser.open(first.evaluate("location.href"))
    shows(second, "done", "share")
    shows(first, "done", "share")
    print("a second tab reads the same answer")

    first = browser.open(f"{home}/?prompt=slow")
    first.wait("answer", reached(5))
    second = browser.open(first.evaluate("location.href"))
    second.wait("answer", reached(5))
    second.click("cancel")
    assert first.wait("end", ends("cancelled")) and second.wait("end", ends("cancelled"))
    assert is_part(first.text("answer"), "slow"), first.text("answer")
    assert first.text("answer") == second.text("answer")
    print("what one tab cancels is cancelled in both")

    shows(browser.open(f"{home}/?prompt=fail"), "failed: The pond is full.", "fail", 15)
    shows(browser.open(f"{home}/?prompt=cut"), "cut off: truncated", "cut", 15)
    gateway.kill()
    print("a failure is shown as one, and a cut as a cut")


def reader_killed(browser, engine):
    """The instance dies from which the browser reads, and another one writes."""
    reader, writer = (Gateway(PROGRAM, *QUICK, "--redis", engine.url) for _ in range(2))
    balancer = Balancer(reader, writer)
    start(writer, "reader-killed", "slow")
    tab = browser.open(f"{balancer.address}/?key=reader-killed")
    tab.wait("answer", reached(5))
    assert balancer.resumed() == 0
    reader.kill()
    tab.wait("answer", reached(20))
    assert balancer.resumed() == 1
    shows(tab, "done", "slow")
    writer.kill()
    print("a browser whose gateway is killed goes on at another one, without a gap or a repeat")


def writer_killed(browser, engine):
    """The instance dies that writes; one tab reads from it, the other from another one."""
    writer, other = (Gateway(PROGRAM, *QUICK, "--redis", engine.url) for _ in range(2))
    balancer = Balancer(writer, other)
    start(writer, "writer-killed", "slow")
    tabs = [browser.open(f"{home}/?key=writer-killed") for home in (balancer.address, other.address)]
    for tab in tabs:
        tab.wait("answer", reached(5))
    writer.kill()
    for tab in tabs:
        tab.wait("end", ends("cut off: abandoned"))
        assert is_part(tab.text("answer"), "slow"), tab.text("answer")
    assert tabs[0].text("answer") == tabs[1].text("answer")
    other.kill()
    print("an answer whose writer is killed is cut off, and never done")


browser = Chromium()
one_gateway(browser)
if shutil.which("redis-server"):
    engine = Redis()
    reader_killed(browser, engine)
    writer_killed(browser, engine)
else:
    print("skipped: there is no redis-server here, so that no second gateway shares a log")
