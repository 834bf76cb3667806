-- A letter goes out once, also when its worker dies in between (decision 22). While it is being sent the row is
-- claimed by its worker, whose session of the database holds an advisory lock of that number: free again, the worker
-- is gone. Once the end of the letter has been handed to the mail server it may have arrived: it is never sent again by
-- itself, but kept as unanswered, to be looked at.
alter table mails
  add column worker integer,
  add column claimed_at timestamptz,
  add column handed_over_at timestamptz,
  drop constraint mails_state_check,
  drop constraint mails_reason_check,
  drop constraint mails_settled,
  add constraint mails_state_check check (state in ('waiting', 'sending', 'sent', 'unanswered', 'failed', 'cancelled')),
  add constraint mails_reason_check
    check (reason in ('off', 'unreachable', 'sign-in-refused', 'address-refused', 'refused', 'no-answer')),
  add constraint mails_settled check ((state in ('waiting', 'sending')) = (settled_at is null)),
  -- What has not surely arrived may be sent again by hand, so its text is kept; of older failures it is gone.
  add constraint mails_body check (body is not null or state in ('sent', 'failed', 'cancelled')),
  add constraint mails_claimed check ((state = 'sending') = (worker is not null and claimed_at is not null));

create index mails_sending on mails (worker) where state = 'sending';
-- What the administrator looks at.
create index mails_troubled on mails (settled_at desc, id desc) where state in ('failed', 'unanswered');
