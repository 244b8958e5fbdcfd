"""Scenario: conversations for practice, in which a choice changes what the patient says."""
