"""Parse: the one function of it that Jinja2 takes, for the filters urlencode and urlize."""

from __future__ import annotations

ALWAYS_SAFE = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~")


def quote_from_bytes(text: bytes, safe: str | bytes = "/") -> str:
    """Return a text for an address: bytes that are neither always safe nor in `safe` as %XX."""
    kept = ALWAYS_SAFE.union(safe.encode("ascii", "ignore") if isinstance(safe, str) else safe)
    return "".join(chr(byte) if byte in kept else f"%{byte:02X}" for byte in text)
