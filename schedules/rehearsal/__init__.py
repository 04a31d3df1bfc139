"""A local Page that speaks Graph and shows its posts as web pages."""
