"""Threading: the lock that Jinja2 takes; there is one thread."""

from _thread import allocate_lock as Lock

__all__ = ["Lock"]
