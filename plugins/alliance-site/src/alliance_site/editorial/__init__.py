"""Editorial: what a page or a claim of the site has to be like before it is published.

A strict build says it with file, line and remedy, so that a fork needs no other gate. The tests
of this site's own words are stricter and no part of it.
"""
