"""The local server: the private pages of a case, with search, on this machine only."""
