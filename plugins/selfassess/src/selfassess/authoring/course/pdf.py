"""Pdf: a document of a course as a file for whoever takes nothing else, made without a browser."""

from __future__ import annotations

from selfassess.problems import Problem, Refused


def pdf_of(html: str) -> bytes:
    """Return an HTML document as PDF, made by WeasyPrint, which the extra `pdf` installs.

    Nothing is fetched for it: what lies elsewhere is left out.

    Raises:
        Refused: If WeasyPrint or the Pango that it draws text with is not there.
    """
    try:
        from weasyprint import HTML  # type: ignore[import-not-found, unused-ignore]
        from weasyprint.urls import URLFetcher  # type: ignore[import-not-found, unused-ignore]
    except (ImportError, OSError) as error:
        reason = f"{error}".strip().partition("\n")[0]
        message = (
            f"a PDF is made by WeasyPrint, which does not start here; {reason}; "
            'run `pip install "selfassess[pdf]"` and install Pango, '
            "or print the HTML document into a file"
        )
        raise Refused([Problem(message)]) from None
    nothing = URLFetcher(allowed_protocols=())
    made: bytes = HTML(string=html, url_fetcher=nothing).write_pdf()
    return made
