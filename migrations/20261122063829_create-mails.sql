-- Mail that has to be sent, written in the transaction that wants it. A row is a job and its own record: who looks
-- later sees whether it went out. What was written is taken out once it has.
create table mails (
  id uuid primary key,
  to_address text not null,
  subject text not null,
  -- With {address} and what `late` names; null once the mail is sent or given up.
  body text,
  -- What is put in only when the mail goes out, such as a secret that is kept nowhere.
  late text,
  -- What the mail is about, for whoever supplies `late`.
  about uuid,
  -- Of two mails with one key the second is not written.
  key text,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'failed', 'cancelled')),
  reason text check (reason in ('off', 'unreachable', 'sign-in-refused', 'address-refused', 'refused')),
  attempts integer not null default 0,
  next_try_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  settled_at timestamptz,
  constraint mails_key unique (key),
  constraint mails_settled check ((state = 'waiting') = (settled_at is null) and (state = 'waiting') = (body is not null))
);
create index mails_due on mails (next_try_at) where state = 'waiting';
create index mails_about on mails (about);
create index mails_settled_at on mails (settled_at);
