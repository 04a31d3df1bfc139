"""Timelines in, finished films out."""
