-- The secret address of the calendar of one person in one unit; of the secret only its hash is kept. One membership has
-- one row for good: a renewed address goes on with the same entries, so that calendars count their changes on.
create table calendar_feeds (
  id uuid primary key,
  membership_id uuid not null references memberships (id),
  secret_hash bytea not null,
  created_at timestamptz not null default now(),
  revoked_at timestamptz,
  last_fetched_at timestamptz,
  constraint calendar_feeds_one_per_membership unique (membership_id),
  constraint calendar_feeds_secret_once unique (secret_hash)
);

-- What each entry said when the calendar was last read, so that SEQUENCE and LAST-MODIFIED tell the truth.
create table calendar_feed_entries (
  feed_id uuid not null references calendar_feeds (id),
  uid text not null,
  fingerprint text not null,
  sequence integer not null default 0,
  changed_at timestamptz not null default now(),
  primary key (feed_id, uid)
);
