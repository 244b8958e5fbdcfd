"""Authoring: what only authors need, on their own computers. Nothing in here travels to a browser."""
