"""Where records are kept: the ledger, its schema, search, look-up and export."""
