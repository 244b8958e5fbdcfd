"""Answering: what is asked, and what a reader answered."""
