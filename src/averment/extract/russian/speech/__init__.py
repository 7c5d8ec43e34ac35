"""Who says what in Russian text, through whom, and who answered, refused or kept silent."""
