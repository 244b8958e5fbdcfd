"""Web: the files that a reader's browser gets, whoever puts them into a site."""
