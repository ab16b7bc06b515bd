"""Changes of state, one verb per module. Screens, API, commands and jobs call the same ones."""
