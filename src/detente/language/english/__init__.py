"""English: patterns of acts, words of saying, time, status and reference. All data; each file says what is in it."""
