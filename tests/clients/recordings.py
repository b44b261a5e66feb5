"""Recordings to be shown: of any length, with every kind of problem, and with hostile content."""

import json
import random

#: What `Messages`, one of the documents that ship, says of these events is what the page should show.
DOCUMENT = "Messages"

HOSTILE = "</script><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
BIDI = "\u202egnp.exe \u2066\u200b"


def event(name, data):
    return f"event: {name}\ndata: {data if isinstance(data, str) else json.dumps(data)}\n\n"


def delta(index, text):
    return event("content_block_delta", {
        "type": "content_block_delta", "index": index, "delta": {"type": "text_delta", "text": text},
    })


def start():
    usage = {"input_tokens": 31, "output_tokens": 1}
    message = {
        "id": "msg_1", "type": "message", "role": "assistant", "model": "claude-sample-1", "content": [],
        "stop_reason": None, "stop_sequence": None, "usage": usage,
    }
    block = {"type": "text", "text": ""}
    return [
        event("message_start", {"type": "message_start", "message": message}),
        event("content_block_start", {"type": "content_block_start", "index": 0, "content_block": block}),
    ]


def end():
    return [
        event("content_block_stop", {"type": "content_block_stop", "index": 0}),
        event("message_delta", {
            "type": "message_delta", "delta": {"stop_reason": "end_turn", "stop_sequence": None},
            "usage": {"output_tokens": 900},
        }),
        event("message_stop", {"type": "message_stop"}),
    ]


UNKNOWN = event("weather_report", {"type": "weather_report", "sky": "grey", "text": HOSTILE})
UNFITTING = event("content_block_delta", {"type": "content_block_delta", "index": "zero", "delta": {"type": "text_delta"}})
FAILURE = event("error", {"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded, try again"}})
PING = event("ping", {"type": "ping"})
WORDS = "the tide comes in over the flat sand and the light turns towards evening, slowly; nobody looks up".split()


def answer(count, last=None):
    """The events of an answer, of which some are problems. `last` is what it ends with in place of its end."""
    chance = random.Random(7)
    events = start()
    closing = last or end()
    for number in range(len(events), count - len(closing)):
        if number % 400 == 150:
            events.append(UNKNOWN)
        elif number % 900 == 431:
            events.append(UNFITTING)
        elif number % 97 == 50:
            events.append(PING)
        else:
            events.append(delta(0, " ".join(chance.choices(WORDS, k=chance.choice([1, 1, 2, 3, 8]))) + " "))
    return events[: max(0, count - len(closing))] + closing


def times(events, end="clean", document=DOCUMENT, status=200):
    """The lines beside a recording: now and then nothing comes, and then much at once."""
    chance = random.Random(11)
    head = {"status": status, "headers": {"content-type": "text/event-stream; charset=utf-8", "request-id": "req_1"}}
    lines = [json.dumps(head | ({"document": document} if document else {}))]
    at = 380.5
    for number, text in enumerate(events):
        lines.append(json.dumps({"at": round(at, 3), "bytes": len(text.encode())}))
        at += chance.choice([0, 0, 12, 18, 25, 40]) + (2400 if number % 300 == 120 else 0)
    return "\n".join([*lines, json.dumps({"end": end})]) + "\n"


def write(folder, name, events, **about):
    """Writes a recording with its times; its path."""
    path = f"{folder}/{name}.sse"
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write("".join(events))
    with open(f"{path}.times", "w", encoding="utf-8") as file:
        file.write(times(events, **about))
    return path
