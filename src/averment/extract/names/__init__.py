"""Names: where they are, what kind they are, which stand for one another."""
