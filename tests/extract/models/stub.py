"""An OpenAI-compatible endpoint on loopback that answers as a test tells it to, and remembers what it was asked."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = tuple[int, bytes, dict[str, str]]
Answer = Callable[["Stub", dict[str, Any]], Reply]


@dataclass
class Stub:
    url: str
    answer: Answer
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)

    def passages(self, number: int = -1) -> list[dict[str, Any]]:
        """The passages of a request, as the model sees them."""
        return list(json.loads(self.asked[number]["messages"][1]["content"])["passages"])


def said(content: str, **more: Any) -> Reply:
    """The protocol's envelope around what a model wrote."""
    body = {
        "model": "stub-1",
        "system_fingerprint": "fp_stub",
        "choices": [{"message": {"role": "assistant", "content": content}, "finish_reason": "stop", **more}],
        "usage": {"prompt_tokens": 100, "completion_tokens": 20},
    }
    return 200, json.dumps(body).encode(), {}


def claim(passage: int = 1, **more: Any) -> dict[str, Any]:
    plain = {"source_kind": "person", "stance": "asserts", "modality": "fact", "cue": "said"}
    return {"passage": passage, **plain, **more}


def claims(*items: Any) -> Answer:
    return lambda _stub, _body: said(json.dumps({"claims": list(items)}))


@contextmanager
def serving(answer: Answer) -> Iterator[Stub]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            stub.asked.append(body)
            self._reply(body)

        def do_GET(self) -> None:
            self._reply({})

        def _reply(self, body: dict[str, Any]) -> None:
            stub.paths.append(self.path)
            stub.headers.append({k.lower(): v for k, v in self.headers.items()})
            status, content, headers = stub.answer(stub, body)
            try:
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                if "Content-Length" not in headers:
                    self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                if "X-Drip" in headers:
                    for byte in content:
                        self.wfile.write(bytes([byte]))
                        self.wfile.flush()
                        time.sleep(0.05)
                else:
                    self.wfile.write(content)
            except OSError:
                return  # the client has had enough

        def log_message(self, *_: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    stub = Stub(f"http://127.0.0.1:{server.server_address[1]}/v1", answer)
    try:
        yield stub
    finally:
        server.shutdown()
        server.server_close()
