"""Fences: what a fence in a page asks for, and the markup that stands in its place."""
