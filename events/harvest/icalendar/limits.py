"""How much of a feed is read at most. Beyond it the reading ends with a sentence, not with patience."""

#: After decompression.
MOST_BYTES = 10 * 1024 * 1024
#: Lines BEGIN:VEVENT, counted before anything is read of them.
MOST_COMPONENTS = 5_000
#: A tenth of that many lines is a large calendar.
MOST_LINES = 1_000_000
#: Components of any kind; an event may have some alarms.
MOST_BEGUN = 100_000
#: Dates of all series of a feed together, in the days that the site keeps.
MOST_DATES_OF_FEED = 150_000
#: After so long what is left of a feed is reported, not read.
MOST_SECONDS = 90
#: Characters of a text that are kept; readers see far fewer.
LONGEST_TEXT = 20_000
