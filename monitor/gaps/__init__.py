"""What is missing where: gaps in order, what regions said of them, and what could fill them."""
