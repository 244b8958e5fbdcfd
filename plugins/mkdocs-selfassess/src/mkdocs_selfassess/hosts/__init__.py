"""Hosts: the site builders that show assessments."""
