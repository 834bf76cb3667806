-- Several bodies draw up papers about one thing: each managing body reports on a campaign. Their versions count apart.
alter table documents drop constraint documents_version;
alter table documents add constraint documents_version unique (kind, subject_id, issuer_id, version);

-- What an operation on units gave from one managing body to another, for the minutes of the handing over.
alter table unit_change_events add column handed_over jsonb;
