-- `latest` is also a variable of app.follow_rental, in which the column would be ambiguous.
ALTER TABLE equipment RENAME COLUMN latest TO last_measures;
