"""Issuing: a sponsor checks completion files on the own computer, and issues certificates.

Everything here is a pure function of texts: what time it is and what was decided by hand comes in
as well. A file that was edited with care passes; see `verdicts` for what is looked at.
"""
