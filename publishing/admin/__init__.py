"""What the admin screens of every kind share: who may open them, how they list, filter and edit."""
