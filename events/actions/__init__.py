"""Changes to the dates of an event, one verb per module. Screens, API and jobs call the same."""
