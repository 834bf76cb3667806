-- Contents that a body calls a document for all: a form it issued, a decision of a superior. Identical files of several
-- schools that hold it are nothing to look at. Taken back, the mark stays for the record.
create table common_documents (
  id uuid primary key,
  unit_id uuid not null references units (id),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  reason text not null,
  marked_at timestamptz not null,
  marked_by text not null,
  marked_by_id uuid not null,
  unmarked_at timestamptz,
  unmarked_by text,
  unmarked_by_id uuid,
  constraint common_documents_unmarked check (num_nulls(unmarked_at, unmarked_by, unmarked_by_id) in (0, 3))
);
create unique index common_documents_once on common_documents (unit_id, sha256) where unmarked_at is null;
create index common_documents_unit_id on common_documents (unit_id);
create index common_documents_sha256 on common_documents (sha256) where unmarked_at is null;
-- What a body handed out beside its guidance, plan or training is known by its content.
create index attachments_sha256 on attachments (sha256);
