"""A static host like GitHub Pages that can be told to misbehave.

    from site_tests.faulty_server import FaultyServer

    with FaultyServer(folder, prefix="/repo/") as server:
        page.goto(server.url)                       # http://127.0.0.1:PORT/repo/
        server.fail("*.zip", "corrupt", times=1)    # the first answer for this pattern
        server.speed = 200_000                      # bytes per second, shared by all
        assert server.paths("*.zip") == ["/repo/python.zip"]

Like Pages it compresses text, sends ETag and `max-age=600`, answers 304, redirects a
folder to its slash and shows 404.html. The port is taken when the object is made, so that a
site can be built for `server.url` before the server starts. Faults live here and not in the
browser's driver, so that one test serves every browser, workers included. Only the standard
library is used. Tests of both trees import it from the root of the repository, which
pyproject.toml puts on the path of pytest.
"""

from __future__ import annotations

import gzip
import hashlib
import math
import mimetypes
import re
import socket
import struct
import threading
import time
from dataclasses import dataclass, field
from fnmatch import fnmatch
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast, get_args
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from types import TracebackType

Fault = Literal[
    "404",
    "500",
    "503",
    "html",
    "truncate",
    "short",
    "corrupt",
    "flip",
    "reset",
    "stall",
    "mime",
    "nosniff",
]
"""What can go wrong:

- a number: that status, with a small HTML page
- `html`: status 200 and a page of HTML, as a captive portal answers
- `truncate`: half of the announced bytes, then the connection closes
- `short`: half of the file, announced as such
- `corrupt`: one bit in the middle is flipped
- `flip`: one bit of a number near the middle is, so that a script or a style stays one
- `reset`: half of the bytes, then the connection is reset
- `stall`: half of the bytes, then silence until the server stops or heals
- `mime`: the right bytes as application/octet-stream
- `nosniff`: the same, with the header that keeps browsers from looking for themselves
"""

COMPRESSED = ("text/", "application/json", "application/xml", "image/svg+xml")
CHUNK = 8192
TYPES = {
    ".mjs": "text/javascript",
    ".js": "text/javascript",
    ".json": "application/json",
    ".wasm": "application/wasm",
    ".gz": "application/gzip",
    ".zip": "application/zip",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
_NUMBER = re.compile(rb"(?<![\w.$#-])\d+(?![\w.])")
PORTAL = b"<!doctype html><title>Welcome</title><p>Please sign in to the guest network."


@dataclass(frozen=True)
class Request:
    """One request as it arrived, and how it was answered."""

    method: str
    path: str
    """The path without the query, still with the prefix."""
    query: str
    headers: Mapping[str, str]
    body: bytes
    status: int


@dataclass
class Rule:
    """A fault for the paths that match a pattern."""

    pattern: str
    fault: Fault
    left: float


@dataclass(frozen=True)
class Answer:
    """What is sent."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    announced: int | None = None
    """The length to announce, if it is not the body's."""
    ending: Literal["", "close", "reset", "stall"] = ""


class FaultyServer:
    """Serves a folder at `http://127.0.0.1:PORT/prefix/` from `start` to `stop`."""

    def __init__(self, folder: Path | str | None = None, prefix: str = "/repo/") -> None:
        self.folder = Path(folder) if folder else None
        self.prefix = f"/{prefix.strip('/')}/" if prefix.strip("/") else "/"
        self.extra: dict[str, bytes] = {}
        """Files by path below the prefix, before those of the folder."""
        self.headers: dict[str, str] = {}
        """Headers that every answer carries besides its own."""
        self.max_age = 600
        self.unpacks = False
        """Whether .gz files are labelled as an encoding, so that browsers unpack them."""
        self.speed: float | None = None
        """Bytes per second, shared by all connections; None for no limit."""
        self.latency = 0.0
        """Seconds before every answer."""
        self.requests: list[Request] = []
        """Every request that was answered, in order."""
        self._rules: list[Rule] = []
        self._lock = threading.Lock()
        self._link = threading.Lock()
        self._free = 0.0
        self._wake = threading.Event()
        self._known: dict[bytes, bytes] = {}
        self._port = 0
        self._httpd: _Httpd | None = None
        self._bind()

    # The address

    @property
    def origin(self) -> str:
        """The origin, without a slash at its end."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def url(self) -> str:
        """The address of the site, with a slash at its end."""
        return self.origin + self.prefix

    # Its life

    def start(self) -> FaultyServer:
        """Serve; after `stop` again at the same address."""
        if self._httpd is None:
            self._bind()
        self._wake.clear()
        assert self._httpd is not None
        threading.Thread(target=self._httpd.serve_forever, args=(0.05,), daemon=True).start()
        self._httpd.serving.wait()
        return self

    def stop(self) -> None:
        """Stop serving: the browser is offline. Nothing happens if it does not serve."""
        self._wake.set()
        if self._httpd is not None:
            if self._httpd.serving.is_set():
                self._httpd.shutdown()
            self._httpd.server_close()
            self._httpd = None

    def __enter__(self) -> FaultyServer:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def _bind(self) -> None:
        self._httpd = _Httpd(("127.0.0.1", self._port), _handler(self))
        self._port = self._httpd.server_address[1]

    # What a test tells it

    def add(self, path: str, content: str | bytes) -> str:
        """Serve a file that is in no folder; return its address."""
        self.extra[path] = content.encode() if isinstance(content, str) else content
        return self.url + path

    def fail(self, pattern: str, fault: Fault, times: float = float("inf")) -> None:
        """Answer the next `times` requests whose path matches `pattern` with a fault."""
        assert fault in get_args(Fault), fault
        with self._lock:
            self._rules.append(Rule(pattern, fault, times))

    def heal(self) -> None:
        """End all faults and limits; what stalled is dropped."""
        with self._lock:
            self._rules.clear()
        self.speed, self.latency = None, 0.0
        self._wake.set()
        self._wake = threading.Event()

    # What a test asks it

    def paths(self, pattern: str = "*") -> list[str]:
        """Return the paths asked for that match a pattern, in order."""
        return [request.path for request in self.requests if fnmatch(request.path, pattern)]

    def forget(self) -> None:
        """Empty the log of requests."""
        self.requests.clear()

    # How it answers

    def answer(self, method: str, path: str, wanted: Mapping[str, str]) -> Answer:
        """Return what is sent for a request."""
        if method not in ("GET", "HEAD"):
            return Answer(405, b"", {"Allow": "GET, HEAD"})
        fault = self._fault(path)
        if fault in ("404", "500", "503"):
            return self._page(int(fault))
        if fault == "html":
            return Answer(200, PORTAL, {"Content-Type": "text/html; charset=utf-8"})
        return self._file(path, wanted, fault)

    def _fault(self, path: str) -> Fault | None:
        # However an address is spelled, the file is the same.
        path = unquote(path)
        with self._lock:
            for rule in self._rules:
                if rule.left > 0 and fnmatch(path, rule.pattern):
                    rule.left -= 1
                    return rule.fault
        return None

    def _file(self, path: str, wanted: Mapping[str, str], fault: Fault | None) -> Answer:
        if not path.startswith(self.prefix):
            return self._page(404)
        name = unquote(path.removeprefix(self.prefix))
        if self._is_folder(name):
            return Answer(301, b"", {"Location": f"{path}/"})
        name += "index.html" if not name or name.endswith("/") else ""
        content = self._read(name)
        if content is None:
            return self._page(404)
        return self._good(name, content, wanted) if fault is None else _bad(name, content, fault)

    def _good(self, name: str, content: bytes, wanted: Mapping[str, str]) -> Answer:
        kind = type_of(name)
        headers = {"Content-Type": kind, "Vary": "Accept-Encoding"}
        headers["Cache-Control"] = f"max-age={self.max_age}"
        headers["ETag"] = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
        if wanted.get("If-None-Match") == headers["ETag"]:
            return Answer(304, b"", headers)
        if name.endswith(".gz") and self.unpacks:
            return Answer(200, content, headers | {"Content-Encoding": "gzip"})
        if kind.startswith(COMPRESSED) and "gzip" in wanted.get("Accept-Encoding", ""):
            return Answer(200, self._gzip(content), headers | {"Content-Encoding": "gzip"})
        return Answer(200, content, headers)

    def _gzip(self, content: bytes) -> bytes:
        known = self._known.get(content)
        if known is None:
            known = self._known[content] = gzip.compress(content, 6, mtime=0)
        return known

    def _page(self, status: int) -> Answer:
        body = self._read("404.html") if status == 404 else None
        text = body or f"<!doctype html><title>{status}</title>".encode()
        return Answer(status, text, {"Content-Type": "text/html; charset=utf-8"})

    def _read(self, name: str) -> bytes | None:
        if name in self.extra:
            return self.extra[name]
        if self.folder is None:
            return None
        path = (self.folder / name).resolve()
        inside = path.is_relative_to(self.folder.resolve())
        return path.read_bytes() if inside and path.is_file() else None

    def _is_folder(self, name: str) -> bool:
        if not name or name.endswith("/"):
            return False
        if f"{name}/index.html" in self.extra:
            return True
        return self.folder is not None and (self.folder / name / "index.html").is_file()

    # How it sends

    def pieces(self, body: bytes) -> Iterator[bytes]:
        """Yield a body piece by piece, as fast as the link allows."""
        if self.speed is None:
            yield body
            return
        for start in range(0, len(body), CHUNK):
            piece = body[start : start + CHUNK]
            with self._link:
                # A sleep is often longer than asked for; the next one makes up for it.
                free = self._free if start else max(self._free, time.monotonic())
                self._free = free + len(piece) / (self.speed or math.inf)
                sent = self._free
            time.sleep(max(0.0, sent - time.monotonic()))
            yield piece

    def rest(self, ending: str) -> None:
        """Be silent until the server stops or heals, if that is the fault."""
        if ending == "stall":
            self._wake.wait()


def type_of(name: str) -> str:
    """Return the media type that a good host sends."""
    kind = TYPES.get(Path(name).suffix) or mimetypes.guess_type(name)[0]
    kind = kind or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def _bad(name: str, content: bytes, fault: Fault) -> Answer:
    headers = {"Content-Type": type_of(name), "Cache-Control": "max-age=600"}
    half = len(content) // 2
    if fault in ("mime", "nosniff"):
        sniffing = {"X-Content-Type-Options": "nosniff"} if fault == "nosniff" else {}
        typed = {"Content-Type": "application/octet-stream"}
        return Answer(200, content, headers | typed | sniffing)
    if fault in ("corrupt", "flip"):
        at = half if fault == "corrupt" else _digit(content)
        flipped = bytes([content[at] ^ 1])
        return Answer(200, content[:at] + flipped + content[at + 1 :], headers)
    if fault == "short":
        return Answer(200, content[:half], headers)
    endings: Any = {"truncate": "close", "reset": "reset", "stall": "stall"}
    return Answer(200, content[:half], headers, len(content), endings[fault])


def _digit(content: bytes) -> int:
    """Return where the number next to the middle ends; in a file without any, its last letter."""
    half = len(content) // 2
    ends = [match.end() - 1 for match in _NUMBER.finditer(content)]
    return min(ends, key=lambda at: abs(at - half), default=len(content.rstrip()) - 1)


class _Httpd(ThreadingHTTPServer):
    daemon_threads = True
    # A stalled connection must not hold up the end of a test.
    block_on_close = False

    def __init__(self, *args: Any) -> None:
        self.serving = threading.Event()
        self.open: set[socket.socket] = set()
        super().__init__(*args)

    def serve_forever(self, poll_interval: float = 0.5) -> None:
        self.serving.set()
        super().serve_forever(poll_interval)

    def process_request(self, request: Any, client_address: Any) -> None:
        self.open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self.open.discard(request)
        super().shutdown_request(request)

    def server_close(self) -> None:
        super().server_close()
        # Browsers keep connections open, and would go on being served through them.
        for request in list(self.open):
            self.shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: browsers close connections as they please."""


def _handler(server: FaultyServer) -> type[BaseHTTPRequestHandler]:
    return cast("type[BaseHTTPRequestHandler]", type("Handler", (_Handler,), {"server_": server}))


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server_: FaultyServer

    def __getattr__(self, name: str) -> Callable[[], None]:
        if name.startswith("do_"):
            return self._serve
        raise AttributeError(name)

    def _serve(self) -> None:
        server, url = self.server_, urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        answer = server.answer(self.command, url.path, dict(self.headers))
        seen = Request(self.command, url.path, url.query, dict(self.headers), body, answer.status)
        server.requests.append(seen)
        time.sleep(server.latency)
        self._head(answer)
        if self.command != "HEAD":
            for piece in server.pieces(answer.body):
                self.wfile.write(piece)
        self._end(answer)

    def _head(self, answer: Answer) -> None:
        self.send_response(answer.status, HTTPStatus(answer.status).phrase)
        for name, value in (*answer.headers.items(), *self.server_.headers.items()):
            self.send_header(name, value)
        if answer.status != 304:
            length = len(answer.body) if answer.announced is None else answer.announced
            self.send_header("Content-Length", str(length))
        self.end_headers()

    def _end(self, answer: Answer) -> None:
        self.server_.rest(answer.ending)
        if answer.ending == "reset":
            linger = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.close_connection = self.close_connection or bool(answer.ending)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""
