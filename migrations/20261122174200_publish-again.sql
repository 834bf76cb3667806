-- A list of results that a body made public together, under a title and a day of its own.
create table publication_lists (
  id uuid primary key,
  publisher_unit_id uuid not null references units (id),
  title text not null,
  note text not null,
  published_on date not null,
  published_at timestamptz(3) not null,
  published_by text not null,
  published_by_id uuid not null,
  -- KT.: whom the publisher stood for.
  stands_for jsonb
);
create index publication_lists_publisher on publication_lists (publisher_unit_id, published_at desc, id desc);
create trigger publication_lists_append_only before update or delete or truncate on publication_lists
  for each statement execute function refuse_change();

-- What was made public by mistake is withdrawn with a note, and may be made public again: a file has publications over
-- time, numbered; the last one counts. Each says which recognition it made known.
alter table publications
  drop constraint publications_pkey,
  add column number integer not null default 1 check (number > 0),
  add column list_id uuid references publication_lists (id),
  add column recognition_id uuid references recognitions (id);
alter table publications alter column number drop default, add primary key (submission_id, number);
alter table publications disable trigger publications_append_only;
update publications set recognition_id = (select id from recognitions
  where recognitions.submission_id = publications.submission_id order by ordinal desc limit 1);
alter table publications enable trigger publications_append_only;
alter table publications alter column recognition_id set not null;
create index publications_list_id on publications (list_id);
create index publications_recognition_id on publications (recognition_id);

create table publication_withdrawals (
  submission_id uuid not null,
  number integer not null,
  reason text not null check (reason <> ''),
  withdrawn_at timestamptz(3) not null,
  withdrawn_by text not null,
  withdrawn_by_id uuid not null,
  stands_for jsonb,
  primary key (submission_id, number),
  constraint publication_withdrawals_publication foreign key (submission_id, number)
    references publications (submission_id, number)
);
create trigger publication_withdrawals_append_only before update or delete or truncate on publication_withdrawals
  for each statement execute function refuse_change();

-- What anyone may read today.
create view current_publications as
  select one.submission_id, one.number, one.list_id, one.recognition_id, one.published_at,
    coalesce(list.published_on, (one.published_at at time zone 'Asia/Ho_Chi_Minh')::date) as published_on
  from publications one
    join submissions file on file.id = one.submission_id and file.status = 'published'
    left join publication_lists list on list.id = one.list_id
  where not exists (select from publications later
      where later.submission_id = one.submission_id and later.number > one.number)
    and not exists (select from publication_withdrawals gone
      where gone.submission_id = one.submission_id and gone.number = one.number);

select audit_follow('publications', 'file', 'r.submission_id');
select audit_follow('publication_withdrawals', 'file', 'r.submission_id');
select audit_follow('publication_lists', 'publication', 'r.id');
