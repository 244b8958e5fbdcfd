"""What each kind of page makes a browser fetch, compressed, against the budgets of note 19."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_tests.bench.result import Limit, Result
from site_tests.check import LISTENING, PLAIN, QUICK, REVIEW
from site_tests.weight import Weight, compressed, has_anything, has_form, pages, total

if TYPE_CHECKING:
    from pathlib import Path

KILOBYTE = 1024
KINDS = {
    "page of sixty questions": REVIEW,
    "page of twelve questions": QUICK,
    "page with one area": LISTENING,
    "page without a form": PLAIN,
}
SCRIPTS, STYLES, ON_DEMAND, ELSEWHERE = 8, 6, 4, 2


def measure(site: Path) -> Result:
    """Return the weights of a built site, and the limits on the heaviest of them."""
    samples: dict[str, list[float]] = {}
    for kind, name in KINDS.items():
        page = site / name / "index.html"
        weight = Weight.of(site, page)
        parts = {"its HTML": (page,), "our scripts": weight.scripts, "our styles": weight.styles}
        samples |= {f"{kind}: {what}": [total(files) / KILOBYTE] for what, files in parts.items()}
    return Result("Bytes of a page, compressed", "KB", samples, limits(site))


def limits(site: Path) -> list[Limit]:
    """Return the budgets, each with the heaviest page or module of the whole site."""
    known = {page: Weight.of(site, page) for page in pages(site)}
    forms = [weight for page, weight in known.items() if has_form(page)]
    others = [weight for page, weight in known.items() if not has_anything(page)]
    rare = {path for weight in forms for path in weight.on_demand}
    heaviest = {
        "scripts of a page with a form": (max(total(one.scripts) for one in forms), SCRIPTS),
        "styles of a page with a form": (max(total(one.styles) for one in forms), STYLES),
        "a module that is loaded on demand": (max(map(compressed, rare), default=0), ON_DEMAND),
        "ours on a page without anything of ours": (
            max(total((*one.scripts, *one.styles)) for one in others),
            ELSEWHERE,
        ),
    }
    return [Limit(what, size / KILOBYTE, most) for what, (size, most) in heaviest.items()]
