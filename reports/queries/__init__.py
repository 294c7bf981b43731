"""Which rows are reports made of? Plain tuples, as few queries as there are kinds of rows."""
