"""Take the picture in the README: the home page on a desk, and a profile on a phone.

python -m tools.screenshot
"""

from __future__ import annotations

import base64
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright
from site_tests.check import REVIEW, Check
from site_tests.conftest import build_site, chromium
from site_tests.faulty_server import FaultyServer

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ViewportSize

PICTURE = Path(__file__).resolve().parent.parent / "content/assets/screenshot.png"
ITEMS = "items => items.map(({ dataset }) => dataset.item)"
ANSWERS = (3, 4, 2, 4, 3, 1, 3, 2, 2, 3, 4, 4, 3, 4, 3, 2, 0, 2, 1, 3, 3)
"""Places of options; as many as give neighbouring areas different profiles."""
DESK: ViewportSize = {"width": 1240, "height": 952}
PHONE: ViewportSize = {"width": 390, "height": 780}
PAPER = """
<!doctype html>
<style>
  body {{ margin: 0; background: #e3e9e6; }}
  img {{ position: absolute; border-radius: 12px; box-shadow: 0 8px 40px rgb(20 40 40 / 25%); }}
  .desk {{ left: 32px; top: 32px; width: 930px; }}
  .phone {{ right: 32px; top: 116px; width: 310px; border: 6px solid #1c2b2d; border-radius: 28px; }}
</style>
<img class="desk" src="data:image/png;base64,{desk}">
<img class="phone" src="data:image/png;base64,{phone}">
"""


def desk(browser: Browser, url: str) -> bytes:
    """Return the home page."""
    page = browser.new_page(viewport=DESK)
    page.goto(url)
    page.wait_for_load_state("networkidle")
    return page.screenshot()


def phone(browser: Browser, url: str) -> bytes:
    """Return a profile of twelve areas."""
    page = browser.new_page(viewport=PHONE, device_scale_factor=2)
    page.goto(url + REVIEW)
    check = Check(page)
    items = check.part("form").locator("fieldset").evaluate_all(ITEMS)
    check.fill(**{item: ANSWERS[at % len(ANSWERS)] for at, item in enumerate(items)})
    check.submit()
    check.expect_report()
    check.part("report-title").evaluate("title => title.scrollIntoView()")
    return page.screenshot()


def composed(browser: Browser, **pictures: bytes) -> bytes:
    """Return the pictures on one sheet."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    encoded = {name: base64.b64encode(data).decode() for name, data in pictures.items()}
    page.set_content(PAPER.format(**encoded))
    page.wait_for_load_state()
    return page.screenshot()


def main() -> int:
    """Build the site, look at it and write the picture."""
    with TemporaryDirectory() as folder, FaultyServer(folder) as server, sync_playwright() as made:
        build_site(Path(folder), server.url)
        browser = made.chromium.launch(executable_path=chromium())
        views = {"desk": desk(browser, server.url), "phone": phone(browser, server.url)}
        PICTURE.write_bytes(composed(browser, **views))
        browser.close()
    print(f"{PICTURE.name}  {PICTURE.stat().st_size / 1e3:.0f} KB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
