"""Many documents: what is done with one of them is ``one.parse_one``; all else here only maps it."""
