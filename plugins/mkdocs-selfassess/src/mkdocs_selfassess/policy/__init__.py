"""Policy: what finished pages may load and run."""
