"""What past versions wrote, kept for ever: never made again, only added to."""
