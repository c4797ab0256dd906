"""The courier and its transports."""
