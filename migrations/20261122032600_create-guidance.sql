-- What a province or a managing body says of one criterion of a set, beside the official text, never in its place.
create table guidance_notes (
  id uuid primary key,
  indicator_set_id uuid not null references indicator_sets (id),
  criterion_code text not null,
  author_unit_id uuid not null references units (id),
  version integer not null check (version > 0),
  text text not null,
  examples text not null,
  saved_at timestamptz not null default now(),
  saved_by text not null,
  saved_by_id uuid not null,
  constraint guidance_notes_one unique (indicator_set_id, author_unit_id, criterion_code)
);
create index guidance_notes_author_unit_id on guidance_notes (author_unit_id);

-- Every note as it stood, the present text among them. Append-only.
create table guidance_versions (
  note_id uuid not null references guidance_notes (id),
  version integer not null,
  text text not null,
  examples text not null,
  saved_at timestamptz not null,
  saved_by text not null,
  saved_by_id uuid not null,
  primary key (note_id, version)
);
create trigger guidance_versions_append_only before update or delete or truncate on guidance_versions
  for each statement execute function refuse_change();

-- Files of a note. One that was taken away keeps its row: who took it and when.
create table guidance_attachments (
  note_id uuid not null references guidance_notes (id),
  attachment_id uuid not null references attachments (id),
  removed_at timestamptz,
  removed_by text,
  removed_by_id uuid,
  primary key (note_id, attachment_id),
  constraint guidance_attachments_removed check (num_nulls(removed_at, removed_by, removed_by_id) in (0, 3))
);
create index guidance_attachments_attachment_id on guidance_attachments (attachment_id);
