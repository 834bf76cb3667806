create table people (
  id uuid primary key,
  username text not null check (username = lower(username)),
  full_name text collate vi not null,
  email text,
  status text not null default 'active' check (status in ('active', 'suspended')),
  password_hash text not null,
  must_change_password boolean not null,
  -- Made by the demonstration; a production start refuses while one exists.
  demonstration boolean not null default false,
  last_sign_in_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint people_username_taken unique (username)
);
create index people_name on people (full_name, id);
create index people_search on people using gin (unaccented(username || ' ' || full_name) gin_trgm_ops);

-- A person acts in a unit by a role. Ended, it stays: past signatures refer to it.
create table memberships (
  id uuid primary key,
  person_id uuid not null references people (id),
  unit_id uuid not null references units (id),
  role text not null check (role in (
    'system-administrator', 'province-administrator', 'province-leader', 'province-officer', 'managing-body-leader',
    'managing-body-officer', 'school-head', 'council-member', 'school-staff')),
  office text,
  created_at timestamptz not null default now(),
  ended_at timestamptz
);
create unique index memberships_held_once on memberships (person_id, unit_id, role) where ended_at is null;
create index memberships_person_id on memberships (person_id);
create index memberships_unit_id on memberships (unit_id);

create table sessions (
  id uuid primary key,
  person_id uuid not null references people (id),
  -- Where the person acts; null until chosen.
  membership_id uuid references memberships (id),
  created_at timestamptz not null default now(),
  idle_until timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz
);
create index sessions_person_id on sessions (person_id);
create index sessions_membership_id on sessions (membership_id);

-- Every refresh token a session has had, by SHA-256. A used one that comes back has been stolen.
create table refresh_tokens (
  hash bytea primary key,
  session_id uuid not null references sessions (id) on delete cascade,
  issued_at timestamptz not null default now(),
  used_at timestamptz
);
create index refresh_tokens_session_id on refresh_tokens (session_id);

-- Failed sign-ins by SHA-256 of the user name that was tried, whether or not it exists: both are slowed down alike.
create table sign_in_attempts (
  username_hash bytea primary key,
  failures integer not null,
  last_at timestamptz not null default now(),
  locked_until timestamptz
);
create index sign_in_attempts_last_at on sign_in_attempts (last_at);
