-- For whom was signed: { "delegationId", "fullName", "office", "role" }. Null: in one's own right.
alter table delivery_events add column stands_for jsonb;
