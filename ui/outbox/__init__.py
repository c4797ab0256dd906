"""What goes to the authority and what comes back."""
