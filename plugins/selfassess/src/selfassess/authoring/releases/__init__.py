"""Releases: versions that readers have answered, and what has changed since."""
