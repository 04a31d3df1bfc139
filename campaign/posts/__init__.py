"""What staff do to posts, checked and all or nothing."""
