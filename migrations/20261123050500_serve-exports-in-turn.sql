-- Whoever was served last waits for the others: of those that wait, the seat whose last turn lies furthest back is next.
alter table export_jobs add column started_at timestamptz;
update export_jobs set started_at = asked_at where state <> 'waiting';
create index export_jobs_turns on export_jobs (membership_id, started_at);
