"""Chromium without a screen, steered through its debugging pipe: nothing but Python is needed."""

import atexit
import fcntl
import itertools
import json
import os
import shutil
import subprocess
import tempfile
import time


class Chromium:
    def __init__(self):
        self.profile = tempfile.mkdtemp()
        commands, to_browser = os.pipe()
        from_browser, answers = os.pipe()
        # Chromium reads from 3 and writes to 4: what is there must not be lost on the way.
        ends = [fcntl.fcntl(it, fcntl.F_DUPFD, 10) for it in (commands, answers)]
        arguments = [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            f"--user-data-dir={self.profile}", "--remote-debugging-pipe", "about:blank",
        ]
        self.process = subprocess.Popen(
            ["bash", "-c", f'exec chromium "$@" 3<&{ends[0]} 4>&{ends[1]}', "chromium", *arguments],
            pass_fds=ends, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        atexit.register(self.close)
        for end in (commands, answers, *ends):
            os.close(end)
        self.sender, self.receiver = os.fdopen(to_browser, "wb"), os.fdopen(from_browser, "rb")
        self.rest, self.numbers = b"", itertools.count(1)
        #: What the browser told without being asked.
        self.told = []

    def call(self, method, session=None, **parameters):
        answer = self.ask(method, session, **parameters)
        assert "error" not in answer, answer
        return answer["result"]

    def ask(self, method, session=None, **parameters):
        number = next(self.numbers)
        command = {"id": number, "method": method, "params": parameters}
        if session:
            command["sessionId"] = session
        self.sender.write(json.dumps(command).encode() + b"\0")
        self.sender.flush()
        while True:
            answer = self.receive()
            if answer.get("id") == number:
                return answer
            if "method" in answer:
                self.told.append(answer)

    def receive(self):
        while b"\0" not in self.rest:
            chunk = self.receiver.read1(1 << 16)
            assert chunk, "the browser is gone"
            self.rest += chunk
        message, self.rest = self.rest.split(b"\0", 1)
        return json.loads(message)

    def open(self, url):
        return Tab(self, url)

    def close(self):
        self.process.kill()
        self.process.wait()
        shutil.rmtree(self.profile, ignore_errors=True)


class Tab:
    def __init__(self, browser, url):
        self.browser = browser
        self.target = browser.call("Target.createTarget", url=url)["targetId"]
        attached = browser.call("Target.attachToTarget", targetId=self.target, flatten=True)
        self.session = attached["sessionId"]

    def evaluate(self, code):
        asked = self.browser.ask("Runtime.evaluate", self.session, expression=code, returnByValue=True)
        # A page that is left while it is asked has no answer.
        return asked.get("result", {}).get("result", {}).get("value")

    def text(self, name):
        return self.evaluate(f"document.getElementById('{name}')?.textContent")

    def click(self, name):
        self.evaluate(f"document.getElementById('{name}').click()")

    def wait(self, name, is_there, seconds=30):
        """The text of an element, as soon as it is what is waited for."""
        until = time.monotonic() + seconds
        while True:
            text = self.text(name)
            if text is not None and is_there(text):
                return text
            assert time.monotonic() < until, f"#{name} is {text!r}, #end {self.text('end')!r}"
            time.sleep(0.02)

    def reload(self, seconds=30):
        """Loads the page again; returns when the one before is gone."""
        self.evaluate("window.isBefore = true")
        self.browser.call("Page.reload", self.session)
        until = time.monotonic() + seconds
        while self.evaluate("!!window.isBefore") is not False:
            assert time.monotonic() < until, "the page is not loaded again"
            time.sleep(0.02)

    def close(self):
        self.browser.call("Target.closeTarget", targetId=self.target)
