"""The commands of `campaign`: one file per noun."""
