"""What only this site needs: the claims of the interview, their grades, their references."""

__version__ = "0.1.0"
