"""What teaches the threads room; nothing of it ships but the weights."""
