-- The inbox of each user: letters (peer messages that wait), and a line for each sender.

-- The last place that was given out, and a bound on what waits: at least as much as is there.
ALTER TABLE account ADD COLUMN last_place BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE account ADD COLUMN letters INTEGER DEFAULT 0 NOT NULL;
ALTER TABLE account ADD COLUMN bytes BIGINT DEFAULT 0 NOT NULL;

-- The payload as bytes of UTF-8: a text could not hold a zero in PostgreSQL.
CREATE TABLE letter (
  app VARCHAR(64) NOT NULL,
  user_id VARCHAR(64) NOT NULL,
  place BIGINT NOT NULL,
  sender VARCHAR(64) NOT NULL,
  epoch BIGINT NOT NULL,
  number BIGINT NOT NULL,
  taken_at BIGINT NOT NULL,
  base64 BOOLEAN NOT NULL,
  bytes INTEGER NOT NULL,
  payload BYTEA NOT NULL,
  PRIMARY KEY (app, user_id, place)
);
CREATE INDEX letter_taken_at ON letter (taken_at);

-- The newest login of each sender, and what was stored of it last, to recognise repeats.
CREATE TABLE letter_line (
  app VARCHAR(64) NOT NULL,
  user_id VARCHAR(64) NOT NULL,
  sender VARCHAR(64) NOT NULL,
  epoch BIGINT NOT NULL,
  last_number BIGINT NOT NULL,
  taken_at BIGINT NOT NULL,
  PRIMARY KEY (app, user_id, sender)
);
CREATE INDEX letter_line_taken_at ON letter_line (taken_at);
