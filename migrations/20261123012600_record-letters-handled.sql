-- Who sent again or gave up a letter that did not arrive: who acted stands in the record, for whom it was by the id alone.
create table mail_steps (
  id uuid primary key,
  -- For which unit whoever did it acted.
  unit_id uuid not null references units (id),
  -- Letters that are done with go after a while: no reference.
  mail_id uuid not null,
  mail_kind text not null check (mail_kind in ('notices', 'reminder', 'training', 'invitation')),
  -- Whose account had the address then; null where it was nobody's.
  recipient_id uuid,
  action text not null check (action in ('resend', 'discard')),
  at timestamptz not null default now()
);
create index mail_steps_unit_id on mail_steps (unit_id);
create trigger mail_steps_append_only before update or delete or truncate on mail_steps
  for each statement execute function refuse_change();
select audit_follow('mail_steps', 'unit', 'r.unit_id');

-- Those who look after accounts read it beside the rights they gave. What earlier steps of the same run wrote is settled
-- first: an index is not made while the heads of chains wait to move.
set constraints all immediate;
drop index audit_entries_rights;
create index audit_entries_rights on audit_entries (at desc, chain, number)
  where table_name in ('memberships', 'delegations', 'api_keys', 'unit_responsibles', 'people', 'mail_steps');
set constraints all deferred;
