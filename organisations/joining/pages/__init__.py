"""The pages on which people find, join and look after an organisation."""
