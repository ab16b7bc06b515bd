"""Registers what the history of a source tells."""

from wagtail import hooks

from harvest import history_words

hooks.register("register_log_actions", history_words.register)
