"""Following a practice: by a feed, and by mail for who says so in the mailbox or has an account."""
