"""Browser: the whole face that Python shows to JavaScript. JSON text in, JSON text out."""

from selfassess.browser.door import answer_request

__all__ = ["answer_request"]
