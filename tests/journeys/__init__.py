"""The main job from end to end, by the command an outsider would type."""
