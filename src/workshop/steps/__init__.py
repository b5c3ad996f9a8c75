"""The steps of the method, one folder per notebook and in it one room per topic."""
