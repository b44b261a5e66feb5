"""Processes that a test starts, and kills: gateways, an engine, and what stands before them."""

import atexit
import socket
import subprocess
import tempfile
import threading
import time


def whole(prompt, count=30):
    """What the example's upstream says."""
    return f"You said: {prompt}\n" + " ".join(str(n) for n in range(1, count + 1))


def is_part(text, prompt):
    """Whether a text is the beginning of an answer, and not all of it."""
    return whole(prompt).startswith(text) and len(text) < len(whole(prompt))


class Gateway:
    """The example `relay` on a port of its own."""

    def __init__(self, program, *arguments):
        self.process = subprocess.Popen(
            [program, "--port", "0", *arguments], stdout=subprocess.PIPE, text=True
        )
        atexit.register(self.kill)
        first = self.process.stdout.readline()
        assert " at http://" in first, f"the gateway does not start: {first!r}"
        self.address = first.split(" at ")[1].split(";")[0]
        self.port = int(self.address.rsplit(":", 1)[1])

    def kill(self):
        """As `kill -9` does."""
        self.process.kill()
        self.process.wait()


class Redis:
    def __init__(self):
        self.folder = tempfile.TemporaryDirectory()
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.url = f"redis://127.0.0.1:{self.port}"
        arguments = f"--port {self.port} --bind 127.0.0.1 --appendonly yes --appendfsync always --save"
        self.process = subprocess.Popen(
            ["redis-server", *arguments.split(), "", "--dir", self.folder.name], stdout=subprocess.DEVNULL
        )
        atexit.register(self.close)
        for _ in range(500):
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
                return
            except ConnectionRefusedError:
                time.sleep(0.02)
        raise AssertionError("redis-server does not start")

    def close(self):
        self.process.kill()
        self.process.wait()
        self.folder.cleanup()


class Balancer:
    """One address before several gateways: each connection goes to the first that is there."""

    def __init__(self, *gateways):
        self.ports = [it.port for it in gateways]
        self.sent = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            client, _ = self.listener.accept()
            gateway = self.connect()
            if gateway is None:
                client.close()
                continue
            for source, sink, seen in ((client, gateway, self.sent), (gateway, client, [])):
                threading.Thread(target=pump, args=(source, sink, seen), daemon=True).start()

    def connect(self):
        for port in self.ports:
            try:
                return socket.create_connection(("127.0.0.1", port))
            except ConnectionRefusedError:
                pass
        return None

    def resumed(self):
        """How many requests came back with the last ID that they had."""
        return b"".join(self.sent).lower().count(b"\r\nlast-event-id: ")


def pump(source, sink, seen):
    try:
        while chunk := source.recv(1 << 16):
            seen.append(chunk)
            sink.sendall(chunk)
    except OSError:
        pass
    # The other side is to see the end at once.
    for it in (source, sink):
        try:
            it.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
