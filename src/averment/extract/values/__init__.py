"""Values: dates, quantities, money and identifiers, as written and as meant."""
