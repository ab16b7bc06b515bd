"""Following a practice: who is told what, and what is kept of them."""
