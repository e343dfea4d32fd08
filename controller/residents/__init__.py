"""What a commune's people see without signing in, what they tell, and what is answered."""
