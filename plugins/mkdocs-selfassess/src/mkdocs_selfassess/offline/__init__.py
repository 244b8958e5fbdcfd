"""Offline: pages that can be read again without a network."""
