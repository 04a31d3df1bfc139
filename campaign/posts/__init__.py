"""What staff do to posts: checked, all or nothing."""
