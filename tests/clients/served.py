"""Reads what `serve` plays by clients that are not ours: served.py COMMAND RECORDING.

A recording of a broken stream is to break them where it broke.
"""

import http.client
import subprocess
import sys
import urllib.parse

command, recording = sys.argv[1:]
with open(recording, "rb") as file:
    body = file.read()


def serve(*arguments):
    process = subprocess.Popen(
        [command, "serve", recording, "--at-once", *arguments], stdout=subprocess.PIPE, text=True
    )
    return process, process.stdout.readline().strip()


def read(url):
    """The bytes that came, and how they ended."""
    connection = http.client.HTTPConnection(urllib.parse.urlsplit(url).netloc, timeout=2)
    connection.request("GET", "/v1/messages")
    response = connection.getresponse()
    assert response.getheader("access-control-allow-origin") == "*"
    read = b""
    try:
        while chunk := response.read1():
            read += chunk
        # `read1` takes a connection that was closed between chunks for the end; this does not.
        end = "cut" if not response.isclosed() else "clean"
    except (http.client.IncompleteRead, ConnectionResetError) as error:
        end = type(error).__name__
    except TimeoutError:
        end = "silent"
    return read, end


half = len(body) // 2
for arguments, expected, ends in [
    ([], body, ["clean"]),
    (["--fault", "cut", "--after", str(half)], body[:half], ["IncompleteRead", "cut"]),
    (["--fault", "reset", "--after", str(half)], body[:half], ["ConnectionResetError", "IncompleteRead"]),
    (["--fault", "stall", "--after", str(half)], body[:half], ["silent"]),
]:
    process, url = serve(*arguments)
    try:
        came, end = read(url)
    finally:
        process.kill()
        process.wait()
    assert end in ends, (arguments, end)
    assert came == expected or end == "ConnectionResetError", (arguments, came)
print("Python's client reads what `serve` plays, and breaks where the recording breaks")

try:
    import openai
except ImportError:
    print("skipped: openai's client cannot be had here")
    sys.exit()


def ask(*arguments):
    process, url = serve(*arguments)
    text, end = "", "nothing"
    try:
        client = openai.OpenAI(base_url=url, api_key="none", max_retries=0, timeout=2)
        for chunk in client.chat.completions.create(
            model="m", messages=[{"role": "user", "content": "Hello"}], stream=True
        ):
            for choice in chunk.choices:
                text += choice.delta.content or ""
                end = choice.finish_reason or end
    except Exception as error:
        end = type(error).__name__
    finally:
        process.kill()
        process.wait()
    return text, end


whole, end = ask()
assert whole and end == "stop", (whole, end)
text, end = ask("--fault", "cut", "--after", str(half))
assert whole.startswith(text) and end in ("RemoteProtocolError", "APIConnectionError"), (text, end)
text, end = ask("--fault", "stall", "--after", str(half))
assert whole.startswith(text) and end in ("ReadTimeout", "APITimeoutError"), (text, end)
text, end = ask("--fault", "status=503")
assert (text, end) == ("", "InternalServerError"), (text, end)
print("openai's client reads what `serve` plays, and breaks where the recording breaks")
