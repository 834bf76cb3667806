-- The record: every change of a followed table, one entry each, chained by hash per subject (a file, a unit, a campaign),
-- so that writers of different files never wait for each other. Whoever alters a row or an entry behind the triggers is
-- found by `pnpm thuoc audit verify`. Entries hold no names that may have to be forgotten, and no secrets.
create table audit_tables (
  name text primary key,
  -- What the chain is about: file, unit, campaign, person, set, decision …
  kind text not null,
  key_columns text[] not null,
  -- Left out: names that can be forgotten, secrets, what is derived or changes with every look.
  omitted text[] not null,
  -- Large ones, of which only the SHA-256 is recorded.
  digested text[] not null,
  since timestamptz not null default clock_timestamp()
);

create table audit_chains (
  id uuid primary key,
  kind text not null,
  number integer not null,
  head bytea not null
);

-- `content` of `begin` and `insert`: the row; of `update`: {"column": [before, after]}; of `delete`: the row as it was.
create table audit_entries (
  chain uuid not null,
  number integer not null,
  table_name text not null,
  row_key text not null,
  action text not null check (action in ('begin', 'insert', 'update', 'delete')),
  content jsonb not null,
  -- The person or the key of a machine, and the unit in which they acted; both null where nobody asked.
  actor_id uuid,
  actor_unit_id uuid,
  -- The job or command that wrote, where it was not a request.
  via text,
  at timestamptz not null,
  hash bytea not null,
  constraint audit_entries_number primary key (chain, number)
);
-- Who may do what is read across chains.
create index audit_entries_rights on audit_entries (at desc, chain, number)
  where table_name in ('memberships', 'delegations', 'api_keys', 'unit_responsibles', 'people');

-- The heads of all chains that moved since the anchor before, chained in turn: a chain that was cut off, taken out or
-- counted anew no longer leads to what was anchored.
create table audit_anchors (
  number integer primary key,
  at timestamptz not null,
  chains integer not null,
  hash bytea not null
);
create table audit_anchor_heads (
  anchor integer not null references audit_anchors (number),
  chain uuid not null,
  number integer not null,
  head bytea not null,
  primary key (anchor, chain)
);
create index audit_anchor_heads_chain on audit_anchor_heads (chain, number desc);

create trigger audit_entries_append_only before update or delete or truncate on audit_entries
  for each statement execute function refuse_change();
create trigger audit_anchors_append_only before update or delete or truncate on audit_anchors
  for each statement execute function refuse_change();
create trigger audit_anchor_heads_append_only before update or delete or truncate on audit_anchor_heads
  for each statement execute function refuse_change();
create trigger audit_chains_kept before delete or truncate on audit_chains
  for each statement execute function refuse_change();

-- What is hashed of an entry: the same text on every server and in every time zone. jsonb has one spelling.
create function audit_text(entry audit_entries) returns text language sql stable as $$
  select jsonb_build_object('chain', entry.chain, 'number', entry.number, 'table', entry.table_name,
    'key', entry.row_key, 'action', entry.action, 'content', entry.content, 'actor', entry.actor_id,
    'unit', entry.actor_unit_id, 'via', entry.via,
    'at', to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))::text
$$;

-- SHA-256 of the hash before (in hexadecimal; 64 zeros before the first), a line feed and the text.
create function audit_hash(before bytea, text text) returns bytea language sql immutable as $$
  select sha256(convert_to(encode(before, 'hex') || E'\n' || text, 'UTF8'))
$$;

-- A row as it is recorded.
create function audit_content(whole jsonb, omitted text[], digested text[]) returns jsonb language sql immutable as $$
  select case when cardinality(digested) = 0 then whole - omitted else (whole - omitted) || coalesce((
    select jsonb_object_agg(name, 'sha256:' || encode(sha256(convert_to((whole -> name)::text, 'UTF8')), 'hex'))
    from unnest(digested) name where whole -> name <> 'null'), '{}') end
$$;

-- Adds one entry to its chain, which stays locked until the transaction ends. What came before is read from the entries:
-- a head that is written again for each of thousands of rows of one transaction would be found slower with each. Likewise
-- a plan made while the tables were small would read them whole for each, as they grow.
create function audit_write(subject uuid, subject_kind text, of_table text, of_key text, what text, said jsonb)
  returns void language plpgsql set enable_seqscan to off as $$
declare
  place integer;
  before bytea;
  entry audit_entries;
begin
  if subject is null then
    raise exception 'audit: % % belongs to no chain', of_table, of_key;
  end if;
  loop
    perform from audit_chains where id = subject for update;
    exit when found;
    insert into audit_chains (id, kind, number, head) values (subject, subject_kind, 0, decode(repeat('00', 32), 'hex'))
      on conflict do nothing;
  end loop;
  select number, hash into place, before from audit_entries where chain = subject order by number desc limit 1;
  entry := row(subject, coalesce(place, 0) + 1, of_table, of_key, what, said,
    nullif(current_setting('thuoc.actor', true), '')::uuid, nullif(current_setting('thuoc.actor_unit', true), '')::uuid,
    nullif(current_setting('thuoc.via', true), ''), clock_timestamp(), null);
  entry.hash := audit_hash(coalesce(before, decode(repeat('00', 32), 'hex')), audit_text(entry));
  insert into audit_entries select entry.*;
end $$;

-- The head follows once, when the transaction ends.
create function audit_move_head() returns trigger language plpgsql as $$
begin
  update audit_chains set number = new.number, head = new.hash where id = new.chain and not exists (
    select from audit_entries later where later.chain = new.chain and later.number > new.number);
  return null;
end $$;
create constraint trigger audit_entries_head after insert on audit_entries
  deferrable initially deferred for each row execute function audit_move_head();

-- One change: nothing where nothing recorded differs; where a row moves to another chain or key, it ends and begins anew.
create function audit_change(subject_kind text, of_table text, keys text[], was_in uuid, was jsonb, is_in uuid, now jsonb)
  returns void language plpgsql as $$
declare
  was_key text := (select string_agg(was ->> key, '/' order by place) from unnest(keys) with ordinality named(key, place));
  now_key text := (select string_agg(now ->> key, '/' order by place) from unnest(keys) with ordinality named(key, place));
begin
  if was = now and was_in = is_in then
    return;
  end if;
  if was is not null and now is not null and was_in = is_in and was_key = now_key then
    perform audit_write(is_in, subject_kind, of_table, now_key, 'update', (
      select jsonb_object_agg(name, jsonb_build_array(was -> name, now -> name))
      from jsonb_object_keys(was || now) name where was -> name is distinct from now -> name));
    return;
  end if;
  if was is not null then
    perform audit_write(was_in, subject_kind, of_table, was_key, 'delete', was);
  end if;
  if now is not null then
    perform audit_write(is_in, subject_kind, of_table, now_key, 'insert', now);
  end if;
end $$;

-- Puts a table under the record, from the state in which it stands. In a migration:
--   select audit_follow('council_scores', 'file', 'r.submission_id', omit => array['saved_by', 'version']);
-- `chain` tells the subject of a row `r`; it must not change while the row lives, and be known when it is deleted.
-- To be called again when followed columns are added or change their type: every row is then stated anew.
create function audit_follow(followed regclass, kind text, chain text, omit text[] default '{}', digest text[] default '{}')
  returns void language plpgsql set timezone to 'UTC' as $outer$
declare
  own_name text := (select relname from pg_class where oid = followed);
  keys text[] := (
    select array_agg(attname order by place) from pg_constraint, unnest(conkey) with ordinality part(number, place),
      pg_attribute where conrelid = followed and contype = 'p' and attrelid = followed and attnum = part.number);
begin
  if keys is null then
    raise exception '% has no primary key', own_name;
  end if;
  if keys && (omit || digest) then
    raise exception '%: the primary key is recorded', own_name;
  end if;
  if exists (select from unnest(omit || digest) name where not exists (
    select from pg_attribute where attrelid = followed and attname = name and attnum > 0 and not attisdropped)) then
    raise exception '%: there is no such column among %', own_name, omit || digest;
  end if;
  insert into audit_tables (name, kind, key_columns, omitted, digested) values (own_name, kind, keys, omit, digest)
    on conflict (name) do update set kind = excluded.kind, key_columns = excluded.key_columns,
      omitted = excluded.omitted, digested = excluded.digested, since = excluded.since;
  execute format($make$
    create or replace function %1$I() returns trigger language plpgsql set timezone to 'UTC' as $body$
    declare
      r record;
      was_in uuid;
      is_in uuid;
      was jsonb;
      now jsonb;
    begin
      if tg_op <> 'INSERT' then
        r := old;
        was := audit_content(to_jsonb(old), %4$L, %5$L);
        was_in := %3$s;
      end if;
      if tg_op <> 'DELETE' then
        r := new;
        now := audit_content(to_jsonb(new), %4$L, %5$L);
        is_in := %3$s;
      end if;
      perform audit_change(%6$L, %2$L, %7$L, was_in, was, is_in, now);
      return null;
    end $body$ $make$, 'audit_' || own_name, own_name, chain, omit, digest, kind, keys);
  execute format('create or replace trigger %I after insert or update or delete on %s for each row execute function %I()',
    own_name || '_audit', followed, 'audit_' || own_name);
  execute format($begin$
    do $body$
    declare
      r record;
      whole jsonb;
    begin
      for r in select * from %1$s loop
        whole := audit_content(to_jsonb(r), %4$L, %5$L);
        perform audit_write(%3$s, %6$L, %2$L,
          (select string_agg(whole ->> key, '/' order by place)
            from unnest(%7$L::text[]) with ordinality named(key, place)), 'begin', whole);
      end loop;
    end $body$ $begin$, followed, own_name, chain, omit, digest, kind, keys);
end $outer$;

-- The chain of a file by the unit that takes part.
create function audit_file(place uuid) returns uuid language sql stable as $$
  select coalesce((select id from submissions where campaign_unit_id = place), place)
$$;

-- Anchors the heads that moved. Two at once: the second waits and then finds little or nothing to do.
create function audit_anchor() returns integer language plpgsql as $$
declare
  last audit_anchors;
  made audit_anchors;
begin
  perform pg_advisory_xact_lock(hashtext('audit_anchor'));
  select * into last from audit_anchors order by number desc limit 1;
  made.number := coalesce(last.number, 0) + 1;
  made.at := clock_timestamp();
  create temporary table moved on commit drop as
    select chain.id, chain.number, chain.head from audit_chains chain
    where chain.number > coalesce((select number from audit_anchor_heads where chain = id order by number desc limit 1), 0);
  select count(*) into made.chains from moved;
  if made.chains = 0 then
    drop table moved;
    return null;
  end if;
  made.hash := audit_hash(coalesce(last.hash, decode(repeat('00', 32), 'hex')), (
    select made.number || ' ' || to_char(made.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || E'\n'
      || string_agg(id || ' ' || number || ' ' || encode(head, 'hex'), E'\n' order by id) from moved));
  insert into audit_anchors select made.*;
  insert into audit_anchor_heads select made.number, id, number, head from moved;
  drop table moved;
  return made.number;
end $$;
-- States, scores, decisions, rights and what is linked as evidence are followed from here on.
select audit_follow('submissions', 'file', 'r.id', omit => array['version', 'answered', 'line_count']);
select audit_follow('submission_lines', 'file', 'r.submission_id', omit => array['version', 'saved_by']);
select audit_follow('line_saves', 'file', 'r.submission_id', omit => array['saved_by'], digest => array['answer']);
select audit_follow('submission_events', 'file', 'r.submission_id');
select audit_follow('submission_remarks', 'file', 'r.submission_id');
select audit_follow('external_lines', 'file', 'r.submission_id', omit => array['version', 'saved_by']);
select audit_follow('recognitions', 'file', 'r.submission_id');
select audit_follow('publications', 'file', 'r.submission_id');
select audit_follow('evidence', 'file', 'audit_file(r.campaign_unit_id)', omit => array['added_by']);
select audit_follow('evidence_criteria', 'file',
  '(select audit_file(piece.campaign_unit_id) from evidence piece where piece.id = r.evidence_id)');
select audit_follow('evidence_verdicts', 'file', 'r.submission_id', omit => array['given_by']);
select audit_follow('evidence_requests', 'file', 'r.submission_id',
  omit => array['version', 'asked_by', 'answered_by', 'ended_by']);
select audit_follow('campaign_unit_assessors', 'file', 'audit_file(r.campaign_unit_id)');

select audit_follow('recognition_decisions', 'decision', 'r.id');

select audit_follow('campaigns', 'campaign', 'r.id', omit => array['version']);
select audit_follow('campaign_sets', 'campaign', 'r.campaign_id');
select audit_follow('campaign_units', 'campaign', 'r.campaign_id', omit => array['version', 'search']);
select audit_follow('milestones', 'campaign', 'r.campaign_id', omit => array['version']);

select audit_follow('units', 'unit', 'r.id', omit => array['version', 'updated_at']);
select audit_follow('memberships', 'unit', 'r.unit_id');
select audit_follow('unit_responsibles', 'unit', 'r.unit_id');
select audit_follow('delegations', 'unit', 'r.unit_id');
select audit_follow('api_keys', 'unit', 'r.unit_id', omit => array['secret_hash', 'last_used_at']);
select audit_follow('unit_changes', 'unit', 'r.actor_unit_id', digest => array['steps']);
select audit_follow('milestone_body_dates', 'unit', 'r.body_unit_id');
select audit_follow('milestone_extensions', 'unit', 'r.unit_id');
select audit_follow('deliveries', 'unit', 'r.unit_id', omit => array['version', 'draft']);
select audit_follow('delivery_rounds', 'unit', '(select unit_id from deliveries where id = r.delivery_id)',
  digest => array['content']);
select audit_follow('evidence_pieces', 'unit', 'r.unit_id', omit => array['version', 'added_by', 'link_state', 'link_fault',
  'link_checked_at', 'link_up_at', 'link_failures']);
select audit_follow('evidence_files', 'unit', '(select unit_id from evidence_pieces where id = r.piece_id)');
select audit_follow('common_documents', 'unit', 'r.unit_id', omit => array['marked_by', 'unmarked_by']);
select audit_follow('measurements', 'unit', 'r.unit_id', omit => array['recorded_by']);
select audit_follow('earlier_results', 'unit', 'r.unit_id');

select audit_follow('people', 'person', 'r.id', omit => array['username', 'full_name', 'email', 'phone', 'password_hash',
  'last_sign_in_at', 'updated_at']);

select audit_follow('indicator_sets', 'set', 'r.id', digest => array['definition']);
