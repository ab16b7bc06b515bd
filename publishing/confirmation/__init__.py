"""Asks once a year whether what the site says is still right, and steps down what nobody confirms."""
