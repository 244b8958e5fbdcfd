"""Read: an author's file as a checked document, or every problem with its place."""
