"""What the user does. Each command is one transaction."""
