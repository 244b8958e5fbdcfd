"""Definition: what an author writes, as frozen data. It knows nothing of answers or scores."""
