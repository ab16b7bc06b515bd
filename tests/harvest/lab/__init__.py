"""A piece of internet of our own, in a network namespace, with everything in it that is hostile.

Nothing here leaves the machine. What a test believes is not what the fetcher says of itself but
the log of the listener: which connections were accepted, at which address of this small world.
"""
