"""How much of a feed is read at most. Beyond it the reading ends with a sentence, not with patience."""

#: After decompression.
MOST_BYTES = 10 * 1024 * 1024
#: Lines BEGIN:VEVENT, counted before anything is read of them.
MOST_COMPONENTS = 5_000
#: Dates of one series, and of all series of a feed together, in the days that matter.
MOST_DATES_OF_SERIES = 5_000
MOST_DATES_OF_FEED = 60_000
#: Characters of a text that are kept; readers see far fewer.
LONGEST_TEXT = 20_000
