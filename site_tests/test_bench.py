"""What `make bench` says and publishes of its measurements; the measurements are its own."""

from __future__ import annotations

import gzip
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.request import urlopen

import pytest

from site_tests.bench import load, published, start
from site_tests.bench.machine import Machine
from site_tests.bench.plain import Plain
from site_tests.bench.result import Limit, Result

if TYPE_CHECKING:
    from pathlib import Path

QUIET = Machine(date(2026, 11, 29), "0123456789", "3.13.5", "Linux", "Some CPU", 2, 0.4)
MISSED = Limit("ours / stock", 0.5, 0.36)
KEPT = Limit("CPU", 0.4, 0.42)


def sampled(ours: list[float], stock: list[float]) -> dict[str, list[start.Sample]]:
    """Return samples whose CPU is half of their time."""
    sides = {"ours": ours, "stock": stock}
    return {side: [start.Sample(one, one / 2) for one in sides[side]] for side in sides}


def test_a_start_is_held_against_stock_by_the_ratio_of_the_medians() -> None:
    result = start.result(sampled([100, 300, 110], [400, 500, 300]), start.LOOPBACK)
    assert [(limit.what, limit.value) for limit in result.limits] == [
        ("ready, ours / stock", 0.275),
        ("CPU, ours / stock", 0.275),
    ]
    assert result.notes[0] == "  Ready, the ratio of each pair: 0.25 to 0.60."


def test_cpu_has_a_target_only_where_no_line_is_waited_for() -> None:
    (limit,) = start.result(sampled([63], [100]), start.FAST).limits
    assert str(limit).split() == [
        "ready,",
        "ours",
        "/",
        "stock",
        "0.63",
        "at",
        "most",
        "0.62:",
        "MISSED",
    ]


def test_a_line_tells_the_least_time_that_bytes_take() -> None:
    assert start.SLOW.least(200_000) == pytest.approx(1150)
    assert start.LOOPBACK.least(200_000) == 0


def test_a_line_makes_the_server_slow_and_late(tmp_path: Path) -> None:
    host = start.Host(tmp_path)
    start.SLOW.lay(host)
    assert (host.speed, host.latency) == (200_000, 0.15)
    start.LOOPBACK.lay(host)
    assert (host.speed, host.latency) == (None, 0)
    host.stop()


def test_what_is_sent_is_counted(tmp_path: Path) -> None:
    host = start.Host(tmp_path)
    with host, urlopen(host.add("python.zip", b"x" * 10_000)) as answer:
        answer.read()
    assert host.sent == 10_000


def test_stock_is_sent_packed_as_ours_is(tmp_path: Path) -> None:
    host = start.Host(tmp_path)
    host.add("pyodide.wasm", bytes(10_000))
    answer = host.answer("GET", f"{host.prefix}pyodide.wasm", {})
    host.stop()
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.body) == bytes(10_000)


def test_what_is_published_names_what_when_and_on_what() -> None:
    seen = published.about(replace(QUIET, browser="156.0"))
    assert seen == (
        "Measured on 29 November 2026 at commit `0123456789` with Chromium 156.0,"
        " on 2 cores of Some CPU under Linux."
    )


def test_a_busy_machine_and_an_uncut_python_are_owned_up_to() -> None:
    _, busy, whole = published.about(replace(QUIET, load=7.25, whole="it is new")).splitlines()
    assert busy == (
        "**The machine was busy with other work** (load 7.2 at the start): "
        "times are longer than on a quiet one, and ratios are rough."
    )
    assert whole == (
        "**Python was not cut**, as it is in a release, because it is new: "
        "what it costs is more than it will be."
    )


def test_a_missed_target_is_published_as_missed() -> None:
    result = Result("Start", "ms", {"ours": [1.0, 9.0, 2.0]}, [MISSED, KEPT], ["  A note."])
    text = published.text(QUIET, {"start": result}, ["build", "issue"])
    assert (
        text.split("\n\n", 1)[1]
        == """\
Left out of this run: `build`, `issue`.

### Against the targets

| Measurement | What | Measured | At most | Target |
| :-- | :-- | --: | --: | :-- |
| Start | ours / stock | 0.50 | 0.36 | **missed** |
| Start | CPU | 0.40 | 0.42 | kept |

### Start

| In ms | Count | Median | Lowest | Highest |
| :-- | --: | --: | --: | --: |
| ours | 3 | 2.0 | 1.0 | 9.0 |

- A note.
"""
    )


def test_a_plain_page_has_the_words_and_elements_of_ours_and_nothing_else() -> None:
    reading = Plain()
    reading.feed(
        '<nav>Menu</nav><article class="a"><h2 id="b">Two<a class="headerlink" href="#b">¶</a></h2>\n'
        '<self-assessment><fieldset id="c"><legend>How?</legend><label><input type="radio">So</label>'
        "</fieldset><p hidden>Later <b>on</b></p></self-assessment></article>"
    )
    assert "".join(reading.out).strip() == (
        "## Two\n\n <div><div><p>How?</p><span><span></span>So</span></div></div>"
    )


def event(name: str, at: int, took: int = 0, thread: int = 1, **args: object) -> dict[str, Any]:
    """Return an event of a trace that took some microseconds of a thread."""
    spent = {"ts": at, "dur": took, "tdur": took}
    return {"name": name, "pid": 1, "tid": thread, "args": args, **spent}


OURS = "http://127.0.0.1/assets/selfassess/0/"


def parsed(url: str, thread: int) -> list[dict[str, Any]]:
    named = event("thread_name", 0, thread=thread) | {"args": {"name": "CrRendererMain"}}
    return [named, event("ParseHTML", 0, 5, thread, beginData={"url": url})]


def test_tasks_of_the_page_s_main_thread_count_by_what_they_compute() -> None:
    run = "ThreadControllerImpl::RunTask"
    events = [
        *parsed("http://127.0.0.1/", 1),
        *parsed("chrome://new-tab-page/", 2),
        event(run, 0, 20_000),
        event("v8.evaluateModule", 5, 6_000, fileName=f"{OURS}element.js"),
        event("FunctionCall", 7, 2_000, data={"url": f"{OURS}store.js"}),
        event(run, 30_000, 9_000),
        event("FunctionCall", 30_005, 9, data={"url": "http://127.0.0.1/assets/bundle.js"}),
        event(run, 0, 70_000, thread=2),
        event(run, 0, 80_000, thread=3),
    ]
    assert list(load.tasks(events)) == [load.Task(20, ours=6), load.Task(9, ours=0)]
    # On a CPU four times slower: 80 and 36 ms.
    assert load.blocked([20, 9], 4) == 30


def loads(slow: float) -> Result:
    """What is told of two loads of each page on a machine that is so many times slower."""
    plain = [load.Task(slow * 87.5, 0)]
    ours = [load.Task(slow * 60, 0), load.Task(slow * 40, ours=slow * 10)]
    return load.result(
        {(n, s): [t] * 2 for n in load.PAGES for s, t in (("ours", ours), ("plain", plain))}
    )


def test_a_slow_machine_is_not_taken_for_a_slow_page() -> None:
    # 4 × 87.5 − 50 against 4 × 60 + 4 × 40 − 2 × 50.
    assert loads(1).samples["home, plain: blocked"] == [300, 300]
    assert loads(1).samples["home, ours: blocked"] == [300, 300]
    assert [limit.value for limit in loads(1).limits] == [1, 1, 1, 1, 60, 60, 60, 60]
    assert loads(2).limits == loads(1).limits
    assert loads(2).notes == ["- The phone is 2.0 times slower than this machine was."]
