"""What counted where on which day: one row per item and stretch of days, kept from search documents."""
