"""Reads the example `relay` as openai's own client does: relay_chat.py PROGRAM."""

import sys
import threading

import openai
from gateways import Gateway, is_part, whole


def ask(gateway, prompt, run, on_text=lambda text: None):
    """The text that came, and how it ended."""
    client = openai.OpenAI(base_url=f"{gateway.address}/v1", api_key="none", max_retries=0)
    text, end = "", "nothing"
    try:
        chunks = client.chat.completions.create(
            model="gpt-4.1",
            messages=[{"role": "user", "content": prompt}],
            stream=True,
            extra_headers={"x-run": run} if run else {},
        )
        for chunk in chunks:
            for choice in chunk.choices:
                text += choice.delta.content or ""
                end = choice.finish_reason or end
            on_text(text)
    except openai.APIError as error:
        end = f"{type(error).__name__}: {error.message}"
    return text, end


# It shows signs of life between any two words.
gateway = Gateway(sys.argv[1], "--pause", "20", "--heartbeat", "5")
assert ask(gateway, "Hello", None) == (whole("Hello"), "stop")

# Who comes while it is written, and who comes afterwards, reads what the first one asked.
others = []
second = threading.Thread(target=lambda: others.append(ask(gateway, "Another", "shared")))


def join(text):
    if " 5 " in text and not second.ident:
        second.start()


assert ask(gateway, "First", "shared", join) == (whole("First"), "stop")
second.join()
others.append(ask(gateway, "A third", "shared"))
assert others == [(whole("First"), "stop")] * 2, others
print("openai's client reads a relayed answer to its end, from its beginning whenever it comes")

for run in ("failed", "failed"):
    asked = ask(gateway, "please fail", run)
    assert asked == (whole("please fail", 15), "APIError: The pond is full."), asked
for run in ("cut", "cut"):
    asked = ask(gateway, "please cut", run)
    assert asked == (whole("please cut", 15), "APIConnectionError: Connection error."), asked
text, end = ask(gateway, "slow", "killed", lambda text: " 5 " in text and gateway.kill())
assert is_part(text, "slow") and end == "APIConnectionError: Connection error.", (text, end)
print("it raises at a failure, at a cut, and when its gateway is killed")
