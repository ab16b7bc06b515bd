"""How events are asked for; see `organisations.contributing`."""
