"""Loads launch content: YAML files become terms, items and pages.

Read in this order: `reader` (files to records), `record` (strict fields), the modules that plan
the rows of each kind, `merge` (a curator's hand goes first), `writing`, and `loading`, which puts
them together in one transaction.
"""
