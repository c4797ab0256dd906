"""Settings: how the app looks, names, keys, copies, the law in use and the access log."""
