-- What was done, as data, worded when it is read. Rows of older versions have their words, and no event.
ALTER TABLE audit ADD COLUMN event TEXT;
