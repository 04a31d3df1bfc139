"""What is seen and heard, where and when: frozen data that prints as JSON."""
