"""Asks the example `gateway` as openai's own client does: chat.py ADDRESS."""

import sys

import openai


def ask(address, prompt):
    """The text that came, and how it ended."""
    client = openai.OpenAI(base_url=f"{address}/v1", api_key="none", max_retries=0)
    text, end = "", "nothing"
    try:
        chunks = client.chat.completions.create(
            model="gpt-4.1",
            messages=[{"role": "user", "content": prompt}],
            stream=True,
        )
        for chunk in chunks:
            for choice in chunk.choices:
                text += choice.delta.content or ""
                end = choice.finish_reason or end
    except openai.APIError as error:
        end = f"{type(error).__name__}: {error.message}"
    return text, end


for prompt, end in [
    ("Hello", "stop"),
    ("please fail", "APIError: The pond is full."),
    ("please cut", "APIConnectionError: Connection error."),
]:
    asked = ask(sys.argv[1], prompt)
    assert asked == (f"You said: {prompt}", end), asked
print("openai's client reads what the gateway sends, and sees failures and cuts")
