"""Course: continuing education as data, its rules, its hours, and the files that a sponsor asks for."""
