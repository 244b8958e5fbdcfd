"""Code: the part of it that needs no signatures of functions."""

from _pyodide._base import eval_code, eval_code_async, find_imports

__all__ = ["eval_code", "eval_code_async", "find_imports"]
