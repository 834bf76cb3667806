-- With which versions of its papers a file was sent, sending by sending: the receiver reads these.
create table sent_papers (
  submission_id uuid not null,
  round integer not null,
  kind text not null,
  -- The file itself, or a part of it: a meeting of its council.
  subject_id uuid not null,
  document_id uuid not null references documents (id),
  primary key (submission_id, round, kind, subject_id),
  foreign key (submission_id, round) references submission_receipts (submission_id, round)
);
create index sent_papers_document_id on sent_papers (document_id);
create trigger sent_papers_append_only before update or delete or truncate on sent_papers
  for each statement execute function refuse_change();
select audit_follow('sent_papers', 'file', 'r.submission_id');

-- What the papers of a file said when it was sent, until they are drawn up.
create table papers_to_draw (
  submission_id uuid not null,
  round integer not null,
  kind text not null,
  subject_id uuid not null,
  -- Null: it could not be gathered; the school draws it up by itself.
  content jsonb,
  attempts integer not null default 0,
  -- Why not, the last time.
  fault text,
  due_at timestamptz not null,
  primary key (submission_id, round, kind, subject_id),
  foreign key (submission_id, round) references submission_receipts (submission_id, round)
);
create index papers_to_draw_due_at on papers_to_draw (due_at);
