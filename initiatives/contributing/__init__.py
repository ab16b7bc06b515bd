"""How initiatives, offers and practices are asked for; see `organisations.contributing`."""
