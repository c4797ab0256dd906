"""The authority's receiving desk on the network. Nobody imports it."""
