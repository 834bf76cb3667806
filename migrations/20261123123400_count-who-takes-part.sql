-- Who takes part in a campaign is counted in the index, without their rows.
create index campaign_units_taking_part on campaign_units (campaign_id) where taken_out_at is null;
