"""Caches of compiled templates: none, because nothing here outlives a page."""


class BytecodeCache:
    """Only a name that Jinja2 passes on."""


class FileSystemBytecodeCache(BytecodeCache):
    """Only a name that Jinja2 passes on."""


class MemcachedBytecodeCache(BytecodeCache):
    """Only a name that Jinja2 passes on."""
