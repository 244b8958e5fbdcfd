"""Data: files with the answers of many respondents."""
