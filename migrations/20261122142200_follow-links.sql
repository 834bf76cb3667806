-- Whether a link was ever up, and how many nights in a row it has been down: its unit is told once, after two.
alter table evidence_pieces
  add link_up_at timestamptz,
  add link_failures integer not null default 0 check (link_failures >= 0);
update evidence_pieces set link_up_at = link_checked_at where link_state = 'up';
