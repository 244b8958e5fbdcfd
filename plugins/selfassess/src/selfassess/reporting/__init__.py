"""Reporting: what is said of answers and scores, as data and as HTML."""
