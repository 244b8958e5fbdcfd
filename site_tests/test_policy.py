"""One policy on every page keeps answers here, and nothing of the site needs more than it allows.

`page.evaluate` is not bound by a policy, so every probe runs from a file of the site. The same
probe on a page without a policy gets through, which shows that it would.
"""

from __future__ import annotations

import json
import re
from contextlib import contextmanager
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from site_tests.check import ITEMS, LISTENING, Check
from site_tests.conftest import erring
from site_tests.faulty_server import FaultyServer
from site_tests.matrix import ANSWER, FORM, LOOK, PRESS
from site_tests.visitor import until
from site_tests.weight import OURS, pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

MANUAL = Path(__file__).resolve().parent.parent / "content/own-site"
CSP = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', re.IGNORECASE)
REFERRER = re.compile(r'<meta name="referrer" content="([^"]*)">', re.IGNORECASE)
POLICY = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval' HASHES; style-src 'self' HASHES; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; "
    "object-src 'none'; frame-src 'none'; form-action 'none'; base-uri 'none'"
)
LOADING = {"stylesheet", "preload", "modulepreload", "prefetch", "preconnect", "dns-prefetch"}
LOADING |= {"icon", "apple-touch-icon", "manifest"}
ELSEWHERE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
IN_CSS = re.compile(r"""(?:@import\s+["']?|url\(\s*["']?)(?:[a-z]+:)?//[^"')\s]+""", re.IGNORECASE)
IN_SCRIPT = re.compile(r"""\b(?:from|import|import\()\s*["'](?:[a-z]+:)?//[^"']+""", re.IGNORECASE)

# Both files end in a report. What gets out is counted by the other server, not here.
PROBE = """
const other = "OTHER";
const tried = {};
const attempt = async (name, act) => {
  tried[name] = await Promise.race([
    Promise.resolve().then(act).then(() => "done", () => "refused"),
    new Promise((resolve) => setTimeout(resolve, 3000, "silent")),
  ]);
};
const listened = (target, ...names) => new Promise((resolve, reject) => {
  target.addEventListener("load", resolve);
  target.addEventListener("open", resolve);
  target.addEventListener("error", reject);
});
const refused = [];
addEventListener("securitypolicyviolation", ({ blockedURI }) => refused.push(blockedURI));
const common = async (where) => {
  await attempt("fetch", () => fetch(`${other}${where}-fetch`));
  await attempt("xhr", () => {
    const request = new XMLHttpRequest();
    request.open("GET", `${other}${where}-xhr`);
    request.send();
    return listened(request);
  });
  await attempt("keepalive", () => fetch(`${other}${where}-keepalive`, { keepalive: true, mode: "no-cors" }));
  await attempt("events", () => listened(new EventSource(`${other}${where}-events`)));
  await attempt("socket", () => listened(new WebSocket(`${other.replace("http", "ws")}${where}-socket`)));
  await attempt("import", () => import(`${other}${where}-module.mjs`));
  await attempt("eval", () => (0, eval)("1"));
  await attempt("function", () => new Function("return 1")());
  await attempt("wasm", () => WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])));
};
"""
IN_PAGE = """
await common("page");
await attempt("beacon", () => navigator.sendBeacon(`${other}page-beacon`, "answers"));
await attempt("image", () => {
  const image = new Image();
  image.src = `${other}page-image`;
  return listened(image);
});
const made = (tag, given, parent = document.body) => {
  const space = /^(svg|image)$/.test(tag) ? "http://www.w3.org/2000/svg" : "http://www.w3.org/1999/xhtml";
  const element = document.createElementNS(space, tag);
  for (const [name, value] of Object.entries(given)) element.setAttribute(name, value);
  parent.append(element);
  return element;
};
const to = (way) => `${other}page-${way}`;
const head = document.head;
const elements = {
  style: () => made("link", { rel: "stylesheet", href: to("style") }, head),
  prefetch: () => made("link", { rel: "prefetch", href: to("prefetch") }, head),
  preload: () => made("link", { rel: "preload", as: "image", href: to("preload") }, head),
  modulepreload: () => made("link", { rel: "modulepreload", href: to("modulepreload") }, head),
  script: () => made("script", { src: to("script") }),
  frame: () => made("iframe", { src: to("frame") }),
  object: () => made("object", { data: to("object") }),
  embed: () => made("embed", { src: to("embed") }),
  video: () => made("video", { src: to("video"), preload: "auto" }),
  audio: () => made("audio", { src: to("audio"), preload: "auto" }),
  poster: () => made("video", { poster: to("poster") }),
  srcset: () => made("img", { srcset: to("srcset") }),
  button: () => made("input", { type: "image", src: to("button") }),
  drawing: () => made("image", { href: to("drawing") }, made("svg", {})),
};
for (const [way, act] of Object.entries(elements)) attempt(way, () => listened(act()));
const film = made("video", { crossorigin: "anonymous" });
made("track", { default: "", kind: "captions", src: to("track") }, film).track.mode = "showing";
document.body.style.backgroundImage = `url(${to("background")})`;
await attempt("font", () => new FontFace("other", `url(${to("font")})`).load());
made("iframe", { name: "sink" });
await attempt("form", () => made("form", { action: to("form"), method: "post", target: "sink" }).submit());
made("a", { href: "#here", ping: to("ping") }).click();
await attempt("worklet", () => new OfflineAudioContext(1, 1, 8000).audioWorklet.addModule(to("worklet.js")));
const written = (text) => URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
const ran = (worker) => new Promise((resolve, reject) => { worker.onmessage = resolve; worker.onerror = reject; });
await attempt("data-worker", () => ran(new Worker("data:text/javascript,postMessage('ran')")));
await attempt("blob-worker", () => ran(new Worker(written("postMessage('ran')"))));
await attempt("classic", () => ran(new Worker(written(`importScripts("${to("classic.js")}")`))));
await attempt("wait", () => new Promise((resolve) => setTimeout(resolve, 2000)));
const script = document.createElement("script");
script.textContent = "window.injected = true";
document.head.append(script);
const button = document.createElement("button");
button.setAttribute("onclick", "window.pressed = true");
document.body.append(button);
button.click();
Object.assign(tried, { script: !!window.injected, handler: !!window.pressed });
const code = `import ${JSON.stringify(new URL("worker.mjs", import.meta.url))}`;
const worker = new Worker(written(code), { type: "module" });
const answer = await new Promise((resolve) => { worker.onmessage = ({ data }) => resolve(data); });
document.body.dataset.report = JSON.stringify({ page: { tried, refused }, worker: answer });
"""
IN_WORKER = """
await common("worker");
postMessage({ tried, refused });
"""
PROBE_PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8">META<title>Probe</title>
<link rel="icon" href="data:,"><script type="module" src="page.mjs"></script></head><body></body></html>"""


@pytest.fixture(scope="module")
def folder(site: FaultyServer) -> Path:
    assert site.folder is not None
    return site.folder


@pytest.fixture(scope="module")
def texts(folder: Path) -> dict[str, str]:
    """Every built page by its path."""
    return {str(page.relative_to(folder)): page.read_text("utf-8") for page in pages(folder)}


# The pages


def test_one_identical_policy_stands_on_every_page(texts: dict[str, str]) -> None:
    found = {name: CSP.findall(text) for name, text in texts.items()}
    assert {name for name, policies in found.items() if len(policies) != 1} == set()
    (policy,) = {policies[0] for policies in found.values()}
    assert re.sub(r"'sha256-[\w+/=]+'( 'sha256-[\w+/=]+')*", "HASHES", policy) == POLICY


def test_no_page_tells_others_where_a_reader_comes_from(texts: dict[str, str]) -> None:
    assert {
        name for name, text in texts.items() if REFERRER.findall(text) != ["no-referrer"]
    } == set()


def test_the_policy_stands_before_everything_that_it_is_about(texts: dict[str, str]) -> None:
    first = re.compile(r"<(?:script|link|style|img|body)\b|<meta http-equiv", re.IGNORECASE)
    found = {name: re.search(first, text) for name, text in texts.items()}
    late = {name for name, match in found.items() if not match or "meta" not in match[0].lower()}
    assert late == set()


class Loads(HTMLParser):
    """Gathers the addresses from which a page loads something."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        names = ["src", "srcset", "poster", "data", "action", "formaction", "background", "ping"]
        if tag in ("use", "image", "base") or LOADING & set(found.get("rel", "").split()):
            names += ["href", "xlink:href"]
        self.addresses += [found[name] for name in names if name in found]


def test_no_page_loads_anything_from_another_origin(
    site: FaultyServer, texts: dict[str, str]
) -> None:
    for name, text in texts.items():
        parser = Loads()
        parser.feed(text)
        assert parser.addresses
        other = [each for each in parser.addresses if ELSEWHERE.match(each)]
        assert [each for each in other if not each.startswith(site.url)] == [], name


def test_no_stylesheet_drawing_or_module_of_ours_loads_from_another_origin(folder: Path) -> None:
    found = {
        str(file.relative_to(folder)): pattern.findall(file.read_text("utf-8"))
        for suffix, pattern in ((".css", IN_CSS), (".svg", IN_CSS), (".mjs", IN_SCRIPT))
        for file in folder.rglob(f"*{suffix}")
    }
    assert any(name.startswith(OURS) for name in found)
    assert {name: addresses for name, addresses in found.items() if addresses} == {}


# What the policy stops


@dataclass(frozen=True)
class Outcome:
    """What a probe could do."""

    page: dict[str, Any]
    worker: dict[str, Any]
    arrived: set[str]
    """What the other origin was asked for."""


@pytest.fixture(scope="module")
def other() -> Iterator[FaultyServer]:
    """Another origin, that would welcome anything."""
    with FaultyServer(prefix="/") as server:
        server.headers["Access-Control-Allow-Origin"] = "*"
        for where in ("page", "worker"):
            server.add(f"{where}-module.mjs", "export {}")
            server.add(f"{where}-fetch", "")
            server.add(f"{where}-xhr", "")
        server.add("page-classic.js", "postMessage('ran')")
        server.add("page-worklet.js", "")
        yield server


def probe(
    visitor: Callable[[], Any], site: FaultyServer, other: FaultyServer, meta: str
) -> Outcome:
    """Try everything on a page with these tags in its head, and in a worker that it starts."""
    start = PROBE.replace("OTHER", other.url)
    address = site.add("probe/index.html", PROBE_PAGE.replace("META", meta))
    site.add("probe/page.mjs", start + IN_PAGE)
    site.add("probe/worker.mjs", start + IN_WORKER)
    # Both probes are at one address.
    site.max_age, before = 0, site.max_age
    other.forget()
    with visitor() as tab:
        tab.open(address)
        told = json.loads(until(tab, "document.body?.dataset.report", 120))
    site.max_age = before
    for name in ("index.html", "page.mjs", "worker.mjs"):
        del site.extra[f"probe/{name}"]
    return Outcome(told["page"], told["worker"], {path.strip("/") for path in other.paths()})


@pytest.fixture(scope="module")
def bound(
    visitor: Callable[[], Any], site: FaultyServer, other: FaultyServer, texts: dict[str, str]
) -> Outcome:
    """What can be done under the policy of the site."""
    policy = CSP.search(texts["index.html"])
    assert policy
    return probe(visitor, site, other, policy[0])


@pytest.fixture(scope="module")
def unbound(visitor: Callable[[], Any], site: FaultyServer, other: FaultyServer) -> Outcome:
    """What could be done without it."""
    return probe(visitor, site, other, "")


EVERYWHERE = ("fetch", "keepalive", "xhr", "events", "socket", "module.mjs")
FROM_PAGES = (
    *("beacon", "image", "style", "prefetch", "preload", "modulepreload", "script", "frame"),
    *("object", "embed", "video", "audio", "poster", "srcset", "button", "drawing", "track"),
    *("background", "font", "form", "ping", "worklet.js", "classic.js"),
)
WAYS_OUT = {f"{where}-{way}" for where in ("page", "worker") for way in EVERYWHERE}
WAYS_OUT |= {f"page-{way}" for way in FROM_PAGES}


CLOSED = {"firefox": {"page-ping", "page-prefetch"}, "webkit": {"page-prefetch"}}
"""What a browser does not do of itself, or not always."""
UNTOLD = {
    "chromium": {"page-worklet.js", "page-classic.js"},
    "firefox": {
        *("page-preload", "page-modulepreload", "page-classic.js", "worker-events"),
        "worker-module.mjs",
    },
    "webkit": {"page-classic.js", *(f"worker-{way}" for way in EVERYWHERE)},
}
"""What a browser, in some version, refuses without an event that says so."""


@pytest.mark.browser
def test_without_the_policy_every_way_out_is_open(driven: str, unbound: Outcome) -> None:
    assert WAYS_OUT - CLOSED.get(driven, set()) <= unbound.arrived <= WAYS_OUT
    assert {unbound.page["tried"][name] for name in ("eval", "function", "wasm")} == {"done"}
    assert {unbound.worker["tried"][name] for name in ("eval", "function", "wasm")} == {"done"}
    assert [unbound.page["tried"][name] for name in ("script", "handler")] == [True, True]


@pytest.mark.browser
def test_nothing_reaches_another_origin_from_a_page_or_its_worker(bound: Outcome) -> None:
    assert bound.arrived == set()


@pytest.mark.browser
@pytest.mark.parametrize("where", ["page", "worker"])
def test_every_way_out_is_refused_and_none_just_failed(
    driven: str, bound: Outcome, other: FaultyServer, where: str
) -> None:
    refused = {uri.rpartition("/")[2] for uri in getattr(bound, where)["refused"] if "//" in uri}
    # Of what would be a page of its own, only the origin is told.
    framed = {other.origin.rpartition("/")[2]: {"page-frame", "page-object", "page-embed"}}
    told = {way for uri in refused for way in framed.get(uri, {uri}) if way.startswith(where)}
    ways = {way for way in WAYS_OUT if way.startswith(where)}
    assert ways - UNTOLD[driven] - CLOSED.get(driven, set()) <= told <= ways


@pytest.mark.browser
def test_what_is_refused_without_a_word_would_have_worked(
    driven: str, bound: Outcome, unbound: Outcome
) -> None:
    # Neither has anything to listen to at the other end.
    ways = UNTOLD[driven] - {"worker-events", "worker-socket"}
    for outcome, came in ((bound, "refused"), (unbound, "done")):
        tried = {f"page-{name}": value for name, value in outcome.page["tried"].items()}
        tried |= {f"worker-{name}": value for name, value in outcome.worker["tried"].items()}
        named = {
            way: tried[re.sub("module.mjs$", "import", way).removesuffix(".js")] for way in ways
        }
        assert named == dict.fromkeys(ways, came)


@pytest.mark.browser
@pytest.mark.parametrize("where", ["page", "worker"])
def test_text_does_not_become_code_but_wasm_runs(bound: Outcome, where: str) -> None:
    tried = getattr(bound, where)["tried"]
    assert [tried[name] for name in ("eval", "function", "wasm")] == ["refused", "refused", "done"]


@pytest.mark.browser
def test_a_worker_of_text_in_its_address_is_not_let_in(bound: Outcome, unbound: Outcome) -> None:
    # One of a blob is, and is bound by the policy as ours is: see "worker" above.
    tried = [outcome.page["tried"] for outcome in (bound, unbound)]
    assert [each["data-worker"] for each in tried] == ["refused", "done"]
    assert [each["blob-worker"] for each in tried] == ["done", "done"]


@pytest.mark.browser
def test_an_injected_script_and_an_inline_handler_do_not_run(bound: Outcome) -> None:
    assert [bound.page["tried"][name] for name in ("script", "handler")] == [False, False]


# What the site needs


@pytest.fixture
def violations(context: BrowserContext) -> list[str]:
    """What the policy refused, on every page of this visit."""
    found: list[str] = []
    context.expose_function("refused", lambda line: found.append(line))
    context.add_init_script(
        "addEventListener('securitypolicyviolation', (event) =>"
        " refused(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}`));"
    )
    context.on(
        "console", lambda said: found.append(said.text) if "Security Policy" in said.text else None
    )
    return found


@pytest.mark.browser
def test_search_colours_navigation_and_scoring_break_no_rule(
    page: Page, violations: list[str]
) -> None:
    page.goto("")
    page.evaluate("window.mark = 'here'")
    page.locator("label[for^=__palette]:visible").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type("active listening")
    page.locator('.md-search-result__link[href*="/active-listening/?h="]').first.click()
    expect(page).to_have_url(re.compile("/repo/practices/active-listening/"))
    check = Check(page)
    check.finish(2)
    check.part("report").locator("summary").first.click()
    page.locator(".md-tabs a", has_text="About").click()
    expect(page).to_have_url(re.compile("/repo/about/$"))
    assert page.evaluate("window.mark") == "here"
    assert violations == []


@pytest.mark.browser
def test_every_kind_of_page_opens_without_breaking_a_rule(
    page: Page, violations: list[str]
) -> None:
    for path in ("", "practices/", "assess/self-review/", "own-site/", "nowhere/at/all/"):
        page.goto(path, wait_until="networkidle")
    assert violations == []


@pytest.mark.browser
def test_a_broken_rule_would_be_noticed(page: Page, violations: list[str]) -> None:
    page.goto("")
    with page.expect_console_message(lambda said: "Security Policy" in said.text):
        page.evaluate(
            "document.body.append(Object.assign(document.createElement('script'), { text: 1 }))"
        )
    assert "script-src" in violations[0]


SEARCH = """(() => {
  const field = document.querySelector(".md-search__input");
  document.querySelector("#__search").click();
  field.focus();
  field.value = "alliance";
  for (const name of ["input", "keyup"]) field.dispatchEvent(new Event(name, { bubbles: true }));
  return true;
})()"""
THERE = "document.readyState === 'complete' && !!document.querySelector('h1')"
DARKER = "(document.querySelector('label[for=__palette_1]').click(), true)"
INJECT = (
    "(document.body.append(Object.assign(document.createElement('script'), { text: 1 })), true)"
)


@contextmanager
def told(site: FaultyServer, policy: str) -> Iterator[Callable[[], list[str]]]:
    """Have browsers tell the server what would break a policy; yield what they told so far."""
    site.heal()
    site.forget()
    told = f"{site.prefix}told"
    site.headers["Content-Security-Policy-Report-Only"] = f"{policy}; report-uri {told}"
    try:
        yield lambda: [one.body.decode() for one in site.requests if one.path == told]
    finally:
        del site.headers["Content-Security-Policy-Report-Only"]


@pytest.mark.slow
@pytest.mark.browser
def test_in_three_browsers_pages_colours_search_and_scoring_break_no_rule(
    visitor: Callable[[], Any], site: FaultyServer, texts: dict[str, str]
) -> None:
    (policy,) = CSP.findall(texts["index.html"])
    with told(site, policy) as broken, visitor() as tab:
        for path in ("practices/", "assess/self-review/", "own-site/", "nowhere/at/all/", ""):
            tab.open(site.url + path)
            # Until then the page before may answer.
            until(tab, f"location.href === '{site.url + path}' && {THERE}")
        tab.run(DARKER)
        until(tab, "document.body.dataset.mdColorScheme === 'slate'")
        tab.run(SEARCH)
        until(tab, "document.querySelectorAll('.md-search-result__link').length > 0")
        tab.open(site.url + LISTENING)
        until(tab, FORM)
        tab.run(ANSWER)
        until(tab, f"{LOOK}.ready")
        tab.run(PRESS)
        until(tab, f"{LOOK}.report", 240)
        assert broken() == []
        # One that is broken is told of.
        tab.run(INJECT)
        for _ in range(100):
            if broken():
                break
            tab.run("fetch('').then(() => true)")
        assert {"script-src" in one for one in broken()} == {True}


@pytest.mark.browser
def test_under_the_header_of_the_manual_no_rule_is_broken_and_a_form_is_scored(
    page: Page, site: FaultyServer, violations: list[str]
) -> None:
    manual = (MANUAL / "hosting.md").read_text(encoding="utf-8")
    (header,) = re.findall(r"```http\nContent-Security-Policy: (.*)\n```", manual)
    site.headers["Content-Security-Policy"] = header
    try:
        page.goto(LISTENING)
        Check(page).finish(2)
    finally:
        del site.headers["Content-Security-Policy"]
    assert violations == []


@pytest.fixture
def erred(browser: Browser, site: FaultyServer) -> Iterator[Page]:
    """A page on which the theme errs, too: it may fetch nothing either."""
    with erring(browser, site) as made:
        yield made


NEEDED = "script-src 'self' 'unsafe-inline'"


@pytest.mark.browser
@pytest.mark.parametrize(
    "header",
    [
        f"{NEEDED} 'wasm-unsafe-eval'; worker-src 'self'",
        f"{NEEDED}; worker-src 'self' blob:",
        f"{NEEDED} 'wasm-unsafe-eval'; worker-src 'self' blob:; connect-src https://a.example",
        pytest.param("require-trusted-types-for 'script'", marks=pytest.mark.slow),
    ],
)
def test_a_header_that_forbids_python_is_named_and_the_browser_is_not_blamed(
    erred: Page, site: FaultyServer, header: str
) -> None:
    told: list[str] = []
    erred.on("console", lambda said: told.append(said.text))
    site.headers["Content-Security-Policy"] = header
    try:
        erred.goto(LISTENING)
        check = Check(erred)
        check.fill(2)
        check.submit()
        expect(check.part("status")).to_have_text(
            "The server of this site does not let Python start, so nothing can be scored here. "
            "Your answers are still here, and you can print them. "
            "Trying again will not help; please tell whoever runs the site."
        )
        assert check.answers() == dict.fromkeys(ITEMS, "2")
    finally:
        del site.headers["Content-Security-Policy"]
    assert any("If your server sends a policy of its own" in line for line in told)


def test_a_header_that_only_reports_is_not_blamed_for_a_file_that_is_missing(
    erred: Page, site: FaultyServer
) -> None:
    site.headers["Content-Security-Policy-Report-Only"] = "default-src 'self'"
    site.fail("*.zip*", "404")
    try:
        erred.goto(LISTENING)
        check = Check(erred)
        check.fill(2)
        check.submit()
        expect(check.part("status")).to_contain_text("could not be fetched")
    finally:
        site.heal()
        del site.headers["Content-Security-Policy-Report-Only"]


@pytest.mark.browser
def test_python_runs_in_a_worker_that_the_policy_binds(page: Page) -> None:
    page.goto(LISTENING, wait_until="networkidle")
    with page.expect_worker() as started:
        Check(page).part("form").scroll_into_view_if_needed()
    assert started.value.url.startswith("blob:")
