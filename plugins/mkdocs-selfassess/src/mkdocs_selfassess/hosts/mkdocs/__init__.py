"""MkDocs: the plugin and what it needs to know of a site."""
