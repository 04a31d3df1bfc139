"""Logging in and out, and the page of people."""
