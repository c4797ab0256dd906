"""The courier: offers, collects and matches, whenever a connection exists."""
