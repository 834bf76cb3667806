-- Of a last day that comes near or has passed one is told once: for a file in a status, by its day and how near it is.
create table turn_reminders (
  submission_id uuid not null references submissions (id) on delete cascade,
  status text not null,
  due_on date not null,
  -- Days left at most: 7, 3, 1; 0: late.
  threshold smallint not null check (threshold in (7, 3, 1, 0)),
  told_at timestamptz not null,
  primary key (submission_id, status, due_on, threshold)
);
