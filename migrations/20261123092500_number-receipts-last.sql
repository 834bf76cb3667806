-- What a file's papers say is gathered before its receipt gets a number: bodies number one receipt after the other, and a
-- school shall not wait for the papers of others. All of it is one transaction, at whose end the receipt is there.
alter table papers_to_draw alter constraint papers_to_draw_submission_id_round_fkey deferrable initially deferred;
alter table sent_papers alter constraint sent_papers_submission_id_round_fkey deferrable initially deferred;
