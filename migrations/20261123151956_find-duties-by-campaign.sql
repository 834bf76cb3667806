-- Who has something to hand in is found campaign by campaign, along the index of its units: bodies of all campaigns there are
-- were sorted anew for every list.
create or replace view campaign_duty_units as
  select
    unit.campaign_id, 'school' as tier, unit.unit_id, unit.unit_code, unit.unit_name, unit.unit_type, unit.unit_path,
    unit.assessor_unit_id as receiver_unit_id, unit.assessor_path as receiver_path,
    unit.assessor_unit_id as body_unit_id, unit.id as campaign_unit_id
  from campaign_units unit
  where unit.taken_out_at is null and unit.unit_type not in ('district-office', 'commune-office')
  union all
  select
    campaign.id, 'managing-body', body.unit_id, body.unit_code, body.unit_name, body.unit_type, body.unit_path,
    campaign.province_unit_id, province.path, body.unit_id, body.campaign_unit_id
  from campaigns campaign
  join units province on province.id = campaign.province_unit_id
  cross join lateral (
    select distinct on (unit_id) unit_id, unit_code, unit_name, unit_type, unit_path, campaign_unit_id
    from (
      select assessor_unit_id as unit_id, assessor_code as unit_code, assessor_name as unit_name,
        assessor_type as unit_type, assessor_path as unit_path, null::uuid as campaign_unit_id
      from campaign_units where campaign_id = campaign.id and taken_out_at is null
      union all
      select unit_id, unit_code, unit_name, unit_type, unit_path, id
      from campaign_units where campaign_id = campaign.id and taken_out_at is null
    ) every
    where unit_type in ('district-office', 'commune-office')
    order by unit_id, campaign_unit_id nulls last
  ) body
  union all
  select
    campaign.id, 'province', province.id, province.code, province.name, province.type, province.path,
    province.id, province.path, province.id, null
  from campaigns campaign
  join units province on province.id = campaign.province_unit_id;

-- What a unit assesses itself, asked for in the words of the index: two equal columns alone are taken apart by the planner.
drop index listed_files_assessed;
create index listed_files_assessed on listed_files (assessor_unit_id, due_on, unit_name, submission_id)
  where (unit_id = assessor_unit_id) is true and not taken_out;
