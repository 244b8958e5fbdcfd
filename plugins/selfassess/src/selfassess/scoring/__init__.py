"""Scoring: answers as numbers, with what is missing beside them."""
