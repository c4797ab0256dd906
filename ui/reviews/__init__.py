"""Reviews: the list, getting ready, and what comes after."""
