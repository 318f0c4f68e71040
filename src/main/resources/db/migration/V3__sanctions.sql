-- What the application has decided against a user: see Sanctions. A login before the end of a ban
-- changes nothing, so that end stands in a column of its own.
ALTER TABLE account ADD COLUMN banned_until BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE account ADD COLUMN sanctions VARCHAR(65536);
