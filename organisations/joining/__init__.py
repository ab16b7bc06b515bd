"""How people come to work for an organisation here, and stop: find, add, join, claim, invite, leave."""
