"""The server with the faults does what its docstring says, so that other tests can rely on it."""

from __future__ import annotations

import gzip
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, IncompleteRead
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from site_tests.faulty_server import FaultyServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

TEXT = "let answer = 42;\n" * 100


@pytest.fixture
def server(tmp_path: Path) -> Iterator[FaultyServer]:
    (tmp_path / "page").mkdir()
    (tmp_path / "page/index.html").write_text("<p>A page")
    (tmp_path / "404.html").write_text("<p>Not here")
    (tmp_path / "app.js").write_text(TEXT)
    (tmp_path.parent / "secret.txt").write_text("outside")
    with FaultyServer(tmp_path) as running:
        yield running


def get(
    server: FaultyServer, path: str, method: str = "GET", **headers: str
) -> tuple[int, dict[str, str], bytes]:
    connection = HTTPConnection(urlsplit(server.origin).netloc, timeout=5)
    try:
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, server.prefix + path, headers=names)
        response = connection.getresponse()
        return response.status, dict(response.headers), response.read()
    finally:
        connection.close()


def test_a_folder_is_its_index_behind_a_slash(server: FaultyServer) -> None:
    status, headers, _ = get(server, "page")
    assert (status, headers["Location"]) == (301, "/repo/page/")
    assert get(server, "page/")[2] == b"<p>A page"


def test_what_is_not_there_is_the_sites_own_page(server: FaultyServer) -> None:
    assert get(server, "nothing")[::2] == (404, b"<p>Not here")


def test_nothing_outside_the_folder_is_served(server: FaultyServer) -> None:
    assert get(server, "../secret.txt")[0] == 404
    assert get(server, "%2e%2e/secret.txt")[0] == 404


def test_text_is_compressed_and_may_be_kept_for_ten_minutes(server: FaultyServer) -> None:
    _, headers, body = get(server, "app.js", Accept_Encoding="gzip")
    assert headers["Content-Encoding"] == "gzip"
    assert headers["Cache-Control"] == "max-age=600"
    assert gzip.decompress(body).decode() == TEXT


def test_what_has_not_changed_is_not_sent_again(server: FaultyServer) -> None:
    tag = get(server, "app.js")[1]["ETag"]
    assert get(server, "app.js", If_None_Match=tag)[::2] == (304, b"")


@pytest.mark.parametrize(
    ("fault", "status", "length"),
    [
        ("404", 404, 11),
        ("503", 503, 33),
        ("html", 200, 76),
        ("short", 200, len(TEXT) // 2),
        ("corrupt", 200, len(TEXT)),
        ("mime", 200, len(TEXT)),
    ],
)
def test_a_fault_with_a_whole_answer(
    server: FaultyServer, fault: str, status: int, length: int
) -> None:
    server.fail("*.js", fault)  # type: ignore[arg-type]
    answer = get(server, "app.js")
    assert (answer[0], len(answer[2])) == (status, length)
    assert answer[2] != TEXT.encode() or fault == "mime"


@pytest.mark.parametrize("fault", ["truncate", "reset"])
def test_a_fault_that_breaks_off(server: FaultyServer, fault: str) -> None:
    server.fail("*.js", fault)  # type: ignore[arg-type]
    with pytest.raises((IncompleteRead, ConnectionResetError)):
        get(server, "app.js")


def test_silence_lasts_until_the_server_heals(server: FaultyServer) -> None:
    server.fail("*.js", "stall")
    healing = threading.Timer(0.3, server.heal)
    started = time.monotonic()
    healing.start()
    with pytest.raises(IncompleteRead):
        get(server, "app.js")
    assert time.monotonic() - started >= 0.3
    healing.join()


def test_a_fault_ends_after_its_times(server: FaultyServer) -> None:
    server.fail("*.js", "500", times=2)
    assert [get(server, "app.js")[0] for _ in range(3)] == [500, 500, 200]


def seconds(work: Callable[[], object]) -> float:
    started = time.monotonic()
    work()
    return time.monotonic() - started


def test_a_slow_link_is_slow(server: FaultyServer) -> None:
    server.add("big.bin", b"x" * 40_000)
    server.speed = 1_000_000
    assert seconds(lambda: get(server, "big.bin")) >= 0.04


def test_connections_share_a_slow_link(server: FaultyServer) -> None:
    server.add("big.bin", b"x" * 20_000)
    server.speed = 1_000_000
    with ThreadPoolExecutor() as pool:
        assert seconds(lambda: list(pool.map(get, [server] * 3, ["big.bin"] * 3))) >= 0.06


def test_a_far_server_answers_late(server: FaultyServer) -> None:
    server.latency = 0.02
    assert seconds(lambda: get(server, "app.js")) >= 0.02


def test_every_request_is_in_the_log(server: FaultyServer) -> None:
    get(server, "page/?a=1")
    get(server, "app.js", "POST")
    seen = [(r.method, r.path, r.query, r.status) for r in server.requests]
    assert seen == [("GET", "/repo/page/", "a=1", 200), ("POST", "/repo/app.js", "", 405)]
    assert server.paths("*.js") == ["/repo/app.js"]


def test_it_can_stop_and_come_back_at_the_same_address(server: FaultyServer) -> None:
    address = server.url
    server.stop()
    with pytest.raises(ConnectionRefusedError):
        get(server, "app.js")
    server.start()
    assert server.url == address
    assert get(server, "app.js")[0] == 200
