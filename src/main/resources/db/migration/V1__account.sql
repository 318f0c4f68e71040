-- The durable row of each user: which login is the newest, and whether it is open.
-- Ids are at most 64 bytes (wire), so at most 64 characters.
CREATE TABLE account (
  app VARCHAR(64) NOT NULL,
  user_id VARCHAR(64) NOT NULL,
  epoch BIGINT NOT NULL,
  incarnation BIGINT NOT NULL,
  open BOOLEAN NOT NULL,
  instance VARCHAR(64) NOT NULL,
  attempt BIGINT NOT NULL,
  PRIMARY KEY (app, user_id)
);
