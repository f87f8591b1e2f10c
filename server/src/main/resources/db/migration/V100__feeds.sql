-- What an operator says of a feed: by which door it comes, what times without an offset mean, what its sender's own
-- names and codes stand for, and since when it is paused.
ALTER TABLE feed
  ADD COLUMN door    text NOT NULL DEFAULT 'any' CHECK (door IN ('any', 'mllp', 'http', 'folder')),
  ADD COLUMN zone    text NOT NULL DEFAULT 'Europe/London',
  ADD COLUMN options jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN paused  timestamptz;
