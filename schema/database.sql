-- Made by: npm run schema

create type movement_kind as enum ('declare', 'commission', 'receive', 'unpack', 'transform', 'pack', 'ship', 'deliver', 'return', 'destroy', 'observe', 'adjust');

create table api_key (
  api_key_id uuid not null,
  prefix text not null,
  secret_hash bytea not null,
  name text not null,
  role text not null,
  source_id uuid,
  site_id uuid,
  created_at timestamp(3) with time zone not null,
  created_by uuid not null,
  expires_at timestamp(3) with time zone not null,
  revoked_at timestamp(3) with time zone,
  revoked_by uuid,
  constraint api_key_pkey PRIMARY KEY (api_key_id),
  constraint api_key_prefix_is_unique UNIQUE (prefix),
  constraint api_key_expires_within_a_year CHECK ((expires_at <= (created_at + '366 days'::interval))),
  constraint api_key_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100))),
  constraint api_key_role_check CHECK ((role = ANY (ARRAY['WAREHOUSE'::text, 'CUSTOMER_SERVICE'::text, 'QUALITY'::text, 'AUDITOR'::text, 'ADMIN'::text])))
);

create table audit_entry (
  stream_id smallint not null,
  entry_id bigint generated always as identity not null,
  recorded_at timestamp(3) with time zone not null,
  actor_id uuid not null,
  action text not null,
  object_kind text not null,
  object_id text not null,
  reason text,
  request_id text not null,
  detail jsonb not null,
  constraint audit_entry_pkey PRIMARY KEY (stream_id, entry_id)
);

create table batch (
  batch_id uuid not null,
  product_id uuid not null,
  number text not null,
  conforming boolean default true not null,
  quantity numeric,
  uom text,
  produced_on date,
  expires_on date,
  supplier_batch text,
  declared_by uuid,
  constraint batch_pkey PRIMARY KEY (batch_id),
  constraint batch_number_is_unique_per_product UNIQUE (product_id, number, conforming),
  constraint batch_quantity_check CHECK ((quantity >= (0)::numeric))
);

create table capture (
  capture_id uuid not null,
  source_id uuid not null,
  actor_id uuid not null,
  recorded_at timestamp(3) with time zone not null,
  constraint capture_pkey PRIMARY KEY (capture_id)
);

create table carrier (
  carrier_id uuid not null,
  code text not null,
  name text,
  registered_at timestamp(3) with time zone,
  constraint carrier_pkey PRIMARY KEY (carrier_id),
  constraint carrier_code_is_unique UNIQUE (code),
  constraint carrier_code_check CHECK (((length(code) >= 1) AND (length(code) <= 60))),
  constraint carrier_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)))
);

create table contact (
  contact_id uuid not null,
  party_kind text not null,
  party_id uuid not null,
  role text not null,
  code text,
  name text,
  email text,
  phone text,
  street text,
  city text,
  region text,
  postal_code text,
  country text,
  language text,
  preferred_channel text,
  registered_at timestamp(3) with time zone not null,
  constraint contact_pkey PRIMARY KEY (contact_id),
  constraint contact_one_per_party_and_role UNIQUE (party_kind, party_id, role),
  constraint contact_city_check CHECK (((length(city) >= 1) AND (length(city) <= 200))),
  constraint contact_code_check CHECK (((length(code) >= 1) AND (length(code) <= 60))),
  constraint contact_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint contact_email_check CHECK ((((length(email) >= 3) AND (length(email) <= 254)) AND (email !~ '[[:cntrl:][:space:]]'::text))),
  constraint contact_internal_has_a_code CHECK (((party_kind = 'INTERNAL'::text) = (code IS NOT NULL))),
  constraint contact_language_check CHECK ((language ~ '^[a-z]{2}$'::text)),
  constraint contact_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint contact_party_kind_check CHECK ((party_kind = ANY (ARRAY['CUSTOMER'::text, 'CARRIER'::text, 'INTERNAL'::text]))),
  constraint contact_phone_check CHECK (((length(phone) >= 4) AND (length(phone) <= 40))),
  constraint contact_postal_code_check CHECK (((length(postal_code) >= 1) AND (length(postal_code) <= 200))),
  constraint contact_preferred_channel_check CHECK ((preferred_channel = ANY (ARRAY['EMAIL'::text, 'PHONE'::text, 'POST'::text]))),
  constraint contact_region_check CHECK (((length(region) >= 1) AND (length(region) <= 200))),
  constraint contact_role_check CHECK ((role = ANY (ARRAY['SHIP_TO'::text, 'BILL_TO'::text, 'RECALL_CONTACT'::text, 'INTERNAL'::text]))),
  constraint contact_says_something CHECK ((COALESCE(name, email, phone, street, city, postal_code) IS NOT NULL)),
  constraint contact_street_check CHECK (((length(street) >= 1) AND (length(street) <= 200)))
);

create table correction (
  movement_id uuid not null,
  reason text not null,
  replacement_id uuid,
  note text,
  source_id uuid not null,
  capture_id uuid not null,
  actor_id uuid not null,
  recorded_at timestamp(3) with time zone not null,
  constraint correction_pkey PRIMARY KEY (movement_id),
  constraint correction_check CHECK ((replacement_id <> movement_id)),
  constraint correction_note_check CHECK (((length(note) >= 1) AND (length(note) <= 2000))),
  constraint correction_reason_check CHECK ((reason = ANY (ARRAY['DID_NOT_OCCUR'::text, 'INCORRECT_DATA'::text])))
);

create table customer (
  customer_id uuid not null,
  number text not null,
  kind text not null,
  name text,
  language text not null,
  registered_at timestamp(3) with time zone,
  constraint customer_pkey PRIMARY KEY (customer_id),
  constraint customer_number_is_unique UNIQUE (number),
  constraint customer_business_has_a_name CHECK (((kind = 'CONSUMER'::text) OR (name IS NOT NULL) OR (registered_at IS NULL))),
  constraint customer_kind_check CHECK ((kind = ANY (ARRAY['BUSINESS'::text, 'CONSUMER'::text]))),
  constraint customer_language_check CHECK ((language ~ '^[a-z]{2}$'::text)),
  constraint customer_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint customer_number_check CHECK (((length(number) >= 1) AND (length(number) <= 60)))
);

create table gap (
  goods_id uuid not null,
  gap_id uuid not null,
  kind text not null,
  goods_kind text not null,
  product_id uuid,
  movement_id uuid,
  location_id uuid,
  carrier_id uuid,
  since timestamp(3) with time zone not null,
  explanation text not null,
  state text not null,
  found_at timestamp(3) with time zone not null,
  closed_at timestamp(3) with time zone,
  owner_id uuid,
  resolved_at timestamp(3) with time zone,
  resolved_by uuid,
  resolution_reason text,
  evidence_movement_id uuid,
  difference numeric,
  constraint gap_pkey PRIMARY KEY (goods_id, gap_id),
  constraint gap_goods_kind_check CHECK ((goods_kind = ANY (ARRAY['UNIT'::text, 'LOGISTIC_UNIT'::text, 'BATCH'::text]))),
  constraint gap_is_closed_at_a_time CHECK (((state = 'CLOSED'::text) = (closed_at IS NOT NULL))),
  constraint gap_is_resolved_by_someone_for_a_reason CHECK ((((state = 'RESOLVED'::text) = (resolved_at IS NOT NULL)) AND ((resolved_at IS NULL) = (resolved_by IS NULL)) AND ((resolved_at IS NULL) = (resolution_reason IS NULL)))),
  constraint gap_resolution_reason_check CHECK (((length(resolution_reason) >= 1) AND (length(resolution_reason) <= 2000))),
  constraint gap_state_check CHECK ((state = ANY (ARRAY['OPEN'::text, 'CLOSED'::text, 'RESOLVED'::text])))
);

create table gap_watch (
  gap_watch_id smallint default 1 not null,
  position bigint not null,
  overdue_through timestamp(3) with time zone not null,
  constraint gap_watch_pkey PRIMARY KEY (gap_watch_id),
  constraint gap_watch_gap_watch_id_check CHECK ((gap_watch_id = 1))
);

create table genealogy_entry (
  goods_id uuid not null,
  movement_id uuid not null,
  role text not null,
  constraint genealogy_entry_pkey PRIMARY KEY (goods_id, movement_id, role),
  constraint genealogy_entry_role_check CHECK ((role = ANY (ARRAY['INPUT'::text, 'OUTPUT'::text, 'COMPONENT'::text, 'HOLDER'::text, 'ASSEMBLY'::text])))
);

create table goods_movement (
  goods_id uuid not null,
  movement_id uuid not null,
  occurred_at timestamp(3) with time zone not null,
  kind movement_kind not null,
  source_sequence bigint not null,
  location_id uuid,
  destination_id uuid,
  carrier_id uuid,
  consignee_id uuid,
  container_id uuid,
  batch_id uuid,
  consignor_id uuid,
  constraint goods_movement_pkey PRIMARY KEY (goods_id, movement_id)
);

create table goods_state (
  goods_id uuid not null,
  seen_at timestamp(3) with time zone not null,
  seen_kind movement_kind not null,
  seen_sequence bigint not null,
  seen_movement_id uuid not null,
  placed_at timestamp(3) with time zone,
  placed_kind movement_kind,
  location_id uuid,
  carrier_id uuid,
  consignee_id uuid,
  left_container_id uuid,
  packed_at timestamp(3) with time zone,
  container_id uuid,
  placed_after_packed boolean not null,
  batch_id uuid,
  other_batch_ids uuid[],
  constraint goods_state_pkey PRIMARY KEY (goods_id)
);

create table hold (
  goods_id uuid not null,
  recall_id uuid not null,
  kind text not null,
  placed_at timestamp(3) with time zone not null,
  placed_by uuid not null,
  released_at timestamp(3) with time zone,
  released_by uuid,
  follows_making boolean default true not null,
  constraint hold_pkey PRIMARY KEY (goods_id, recall_id),
  constraint hold_is_released_by_someone CHECK (((released_at IS NULL) = (released_by IS NULL))),
  constraint hold_kind_check CHECK ((kind = ANY (ARRAY['BATCH'::text, 'UNIT'::text])))
);

create table hold_attempt (
  recall_id uuid not null,
  movement_id uuid not null,
  goods_id uuid not null,
  recorded_at timestamp(3) with time zone not null,
  constraint hold_attempt_pkey PRIMARY KEY (recall_id, movement_id, goods_id)
);

create table inquiry (
  inquiry_id uuid not null,
  batch_id uuid,
  as_of timestamp(3) with time zone not null,
  as_known_at timestamp(3) with time zone,
  asked_by uuid not null,
  asked_at timestamp(3) with time zone not null,
  status text not null,
  attempts smallint default 0 not null,
  token uuid,
  lease_until timestamp(3) with time zone,
  units_done integer default 0 not null,
  units_total integer,
  answer jsonb,
  failure text,
  finished_at timestamp(3) with time zone,
  scope jsonb,
  kind text not null,
  unit_id uuid,
  direction text,
  answered_by uuid,
  recall_id uuid,
  recall_version integer,
  constraint inquiry_pkey PRIMARY KEY (inquiry_id),
  constraint inquiry_direction_check CHECK ((direction = ANY (ARRAY['BACKWARD'::text, 'FORWARD'::text]))),
  constraint inquiry_is_about_what_its_kind_asks CHECK (
CASE kind
    WHEN 'WHEREABOUTS'::text THEN ((batch_id IS NOT NULL) AND (num_nonnulls(unit_id, scope, direction, recall_id) = 0))
    WHEN 'RECIPIENTS'::text THEN ((scope IS NOT NULL) AND (num_nonnulls(batch_id, unit_id, direction, recall_id) = 0))
    WHEN 'GENEALOGY'::text THEN ((num_nonnulls(batch_id, unit_id) = 1) AND (num_nonnulls(scope, recall_id) = 0) AND (direction IS NOT NULL))
    WHEN 'PREVIEW'::text THEN ((num_nonnulls(recall_id, recall_version) = 2) AND (num_nonnulls(batch_id, unit_id, scope, direction) = 0))
    ELSE false
END),
  constraint inquiry_is_answered_by_a_run CHECK (((status = 'DONE'::text) = (answered_by IS NOT NULL))),
  constraint inquiry_is_answered_when_done CHECK (((status = 'DONE'::text) = (answer IS NOT NULL))),
  constraint inquiry_is_finished_at_a_time CHECK (((status = ANY (ARRAY['DONE'::text, 'FAILED'::text, 'CANCELLED'::text])) = (finished_at IS NOT NULL))),
  constraint inquiry_runs_by_a_lease CHECK (((status = 'RUNNING'::text) = ((token IS NOT NULL) AND (lease_until IS NOT NULL)))),
  constraint inquiry_says_why_it_failed CHECK (((status = 'FAILED'::text) = (failure IS NOT NULL))),
  constraint inquiry_status_check CHECK ((status = ANY (ARRAY['QUEUED'::text, 'RUNNING'::text, 'DONE'::text, 'FAILED'::text, 'CANCELLED'::text])))
);

create table inquiry_part (
  inquiry_id uuid not null,
  run uuid not null,
  kind text not null,
  level integer not null,
  part_id uuid not null,
  part jsonb,
  constraint inquiry_part_pkey PRIMARY KEY (inquiry_id, run, kind, level, part_id),
  constraint inquiry_part_kind_check CHECK ((kind = ANY (ARRAY['MAKING'::text, 'BATCH'::text, 'RECIPIENT'::text, 'TRACED'::text])))
);

create table knowledge (
  capture_id uuid not null,
  position bigint not null,
  known_at timestamp(3) with time zone not null,
  constraint knowledge_pkey PRIMARY KEY (capture_id),
  constraint knowledge_position_check CHECK (("position" > 0))
);

create table knowledge_pending (
  capture_id uuid not null,
  constraint knowledge_pending_pkey PRIMARY KEY (capture_id)
);

create table knowledge_seal (
  knowledge_seal_id smallint default 1 not null,
  position bigint not null,
  known_through timestamp(3) with time zone not null,
  constraint knowledge_seal_pkey PRIMARY KEY (knowledge_seal_id),
  constraint knowledge_seal_knowledge_seal_id_check CHECK ((knowledge_seal_id = 1))
);

create table location (
  location_id uuid not null,
  gln text not null,
  name text,
  kind text not null,
  customer_id uuid,
  street text,
  city text,
  region text,
  postal_code text,
  country text,
  registered_at timestamp(3) with time zone,
  constraint location_pkey PRIMARY KEY (location_id),
  constraint location_gln_is_unique UNIQUE (gln),
  constraint location_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint location_gln_check CHECK ((gln ~ '^[0-9]{13}$'::text)),
  constraint location_kind_check CHECK ((kind = ANY (ARRAY['PLANT'::text, 'WAREHOUSE'::text, 'STORE'::text, 'CUSTOMER_SITE'::text, 'OTHER'::text]))),
  constraint location_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)))
);

create table logistic_unit (
  logistic_unit_id uuid not null,
  sscc text not null,
  constraint logistic_unit_pkey PRIMARY KEY (logistic_unit_id),
  constraint logistic_unit_sscc_check CHECK ((sscc ~ '^[0-9]{18}$'::text))
);

create table mail_outage (
  mail_outage_id smallint default 1 not null,
  since timestamp(3) with time zone not null,
  seen_at timestamp(3) with time zone not null,
  reason text not null,
  constraint mail_outage_pkey PRIMARY KEY (mail_outage_id),
  constraint mail_outage_mail_outage_id_check CHECK ((mail_outage_id = 1))
);

create table movement (
  movement_id uuid not null,
  part smallint default 0 not null,
  kind movement_kind,
  source_id uuid not null,
  source_ref text,
  source_sequence bigint default 0 not null,
  occurred_at timestamp(3) with time zone,
  occurred_offset smallint,
  recorded_at timestamp(3) with time zone not null,
  capture_id uuid not null,
  location_id uuid,
  destination_id uuid,
  carrier_id uuid,
  consignee_id uuid,
  container_id uuid,
  order_ref text,
  shipment_ref text,
  device text,
  unit_ids uuid[],
  unit_batch_ids uuid[],
  logistic_unit_ids uuid[],
  quantities jsonb,
  declaration jsonb,
  fingerprint uuid,
  fingerprint_version smallint,
  outputs jsonb,
  container_batch_id uuid,
  consignor_id uuid,
  constraint movement_pkey PRIMARY KEY (movement_id, part),
  constraint movement_part_check CHECK ((part = ANY (ARRAY[0, 1])))
);

create table movement_conflict (
  movement_id uuid not null,
  fingerprint uuid not null,
  source_id uuid not null,
  source_ref text,
  capture_id uuid not null,
  recorded_at timestamp(3) with time zone not null,
  content jsonb not null,
  goods_ids uuid[] not null,
  resolved_at timestamp(3) with time zone,
  resolution text,
  resolution_reason text,
  resolved_by uuid,
  resolution_capture_id uuid,
  constraint movement_conflict_pkey PRIMARY KEY (movement_id, fingerprint),
  constraint movement_conflict_is_resolved_as_something CHECK (((resolution IS NULL) = (resolved_at IS NULL))),
  constraint movement_conflict_resolution_check CHECK ((resolution = ANY (ARRAY['KEPT'::text, 'REPLACED'::text, 'VOIDED'::text]))),
  constraint movement_conflict_resolution_reason_check CHECK (((length(resolution_reason) >= 1) AND (length(resolution_reason) <= 2000)))
);

create table notification (
  lane smallint not null,
  notification_id uuid not null,
  recall_id uuid not null,
  wave text not null,
  party_kind text not null,
  party_id uuid not null,
  channel text not null,
  language text not null,
  state text not null,
  state_at timestamp(3) with time zone not null,
  state_reason text,
  queued_at timestamp(3) with time zone not null,
  due_at timestamp(3) with time zone,
  claim_token uuid,
  lease_until timestamp(3) with time zone,
  attempts integer default 0 not null,
  failures integer default 0 not null,
  possible_duplicate boolean default false not null,
  link_hash bytea not null,
  answerable_until timestamp(3) with time zone not null,
  constraint notification_pkey PRIMARY KEY (lane, notification_id),
  constraint notification_channel_check CHECK ((channel = ANY (ARRAY['EMAIL'::text, 'PHONE'::text, 'POST'::text]))),
  constraint notification_lane_check CHECK (((lane >= 0) AND (lane <= 63))),
  constraint notification_language_check CHECK ((language ~ '^[a-z]{2}$'::text)),
  constraint notification_party_kind_check CHECK ((party_kind = ANY (ARRAY['CUSTOMER'::text, 'CARRIER'::text, 'INTERNAL'::text]))),
  constraint notification_sending_is_claimed CHECK ((((claim_token IS NOT NULL) AND (lease_until IS NOT NULL)) = (state = 'SENDING'::text))),
  constraint notification_state_check CHECK ((state = ANY (ARRAY['QUEUED'::text, 'SENDING'::text, 'UNKNOWN'::text, 'ACCEPTED'::text, 'KEPT'::text, 'BOUNCED'::text, 'EXPIRED'::text, 'MANUAL'::text, 'CONTACTED'::text, 'SUPPRESSED'::text, 'ANSWERED'::text]))),
  constraint notification_state_reason_check CHECK ((length(state_reason) <= 2000)),
  constraint notification_waiting_is_due CHECK (((due_at IS NOT NULL) = (state = ANY (ARRAY['QUEUED'::text, 'UNKNOWN'::text]))))
);

create table notification_attempt (
  lane smallint not null,
  notification_id uuid not null,
  attempt_no integer not null,
  claim_token uuid not null,
  started_at timestamp(3) with time zone not null,
  possible_duplicate boolean not null,
  result text,
  reply text,
  finished_at timestamp(3) with time zone,
  late_result text,
  late_reply text,
  late_at timestamp(3) with time zone,
  constraint notification_attempt_pkey PRIMARY KEY (lane, notification_id, attempt_no),
  constraint notification_attempt_finishes_with_a_result CHECK (((result IS NULL) = (finished_at IS NULL))),
  constraint notification_attempt_result_check CHECK ((result = ANY (ARRAY['ACCEPTED'::text, 'KEPT'::text, 'BOUNCED'::text, 'DEFERRED'::text, 'UNAVAILABLE'::text, 'UNKNOWN'::text, 'NO_ADDRESS'::text, 'NOT_WRITTEN'::text])))
);

create table notification_wave (
  recall_id uuid not null,
  wave text not null,
  recipients integer not null,
  frozen_at timestamp(3) with time zone not null,
  constraint notification_wave_pkey PRIMARY KEY (recall_id, wave),
  constraint notification_wave_recipients_check CHECK ((recipients >= 0)),
  constraint notification_wave_wave_check CHECK ((wave ~ '^[A-Z][A-Z0-9_-]{0,39}$'::text))
);

create table packaging_level (
  product_id uuid not null,
  contained_product_id uuid not null,
  quantity integer not null,
  constraint packaging_level_pkey PRIMARY KEY (product_id, contained_product_id),
  constraint packaging_level_holds_another_product CHECK ((product_id <> contained_product_id)),
  constraint packaging_level_quantity_check CHECK ((quantity > 0))
);

create table packing_by_child (
  child_id uuid not null,
  parent_id uuid not null,
  packed_at timestamp(3) with time zone not null,
  packed_sequence bigint not null,
  pack_movement_id uuid not null,
  unpacked_at timestamp(3) with time zone,
  unpacked_kind movement_kind,
  unpacked_sequence bigint,
  unpack_movement_id uuid,
  constraint packing_by_child_pkey PRIMARY KEY (child_id, pack_movement_id)
);

create table packing_by_parent (
  parent_id uuid not null,
  child_id uuid not null,
  packed_at timestamp(3) with time zone not null,
  packed_sequence bigint not null,
  pack_movement_id uuid not null,
  unpacked_at timestamp(3) with time zone,
  unpacked_kind movement_kind,
  unpacked_sequence bigint,
  unpack_movement_id uuid,
  constraint packing_by_parent_pkey PRIMARY KEY (parent_id, child_id, pack_movement_id)
);

create table product (
  product_id uuid not null,
  gtin text not null,
  name text,
  description text,
  brand text,
  category text,
  registered_at timestamp(3) with time zone,
  constraint product_pkey PRIMARY KEY (product_id),
  constraint product_gtin_is_unique UNIQUE (gtin),
  constraint product_gtin_check CHECK ((gtin ~ '^[0-9]{14}$'::text)),
  constraint product_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)))
);

create table recall (
  recall_id uuid not null,
  revision integer not null,
  version integer not null,
  status text not null,
  kind text not null,
  class text not null,
  title text not null,
  texts jsonb not null,
  contact_phone text,
  contact_email text,
  answer_within_days smallint not null,
  scope jsonb not null,
  editor_ids uuid[] not null,
  created_at timestamp(3) with time zone not null,
  submitted_by uuid,
  submitted_hash text,
  approved_by uuid,
  approved_hash text,
  launched_at timestamp(3) with time zone,
  closed_at timestamp(3) with time zone,
  followed_at timestamp with time zone,
  followed_through timestamp with time zone,
  constraint recall_pkey PRIMARY KEY (recall_id),
  constraint recall_answer_within_days_check CHECK (((answer_within_days >= 1) AND (answer_within_days <= 90))),
  constraint recall_approval_is_of_what_was_submitted CHECK ((((approved_by IS NULL) = (approved_hash IS NULL)) AND ((approved_hash IS NULL) OR ((submitted_hash IS NOT NULL) AND (approved_hash = submitted_hash))))),
  constraint recall_class_check CHECK ((class = ANY (ARRAY['I'::text, 'II'::text, 'III'::text, 'UNCLASSIFIED'::text]))),
  constraint recall_draft_is_neither_submitted_nor_approved CHECK (((status <> 'DRAFT'::text) OR ((submitted_by IS NULL) AND (approved_by IS NULL)))),
  constraint recall_editor_ids_check CHECK ((cardinality(editor_ids) > 0)),
  constraint recall_goes_ahead_only_when_approved CHECK (((status <> ALL (ARRAY['APPROVED'::text, 'LAUNCHED'::text, 'PAUSED'::text, 'CLOSED'::text])) OR (approved_by IS NOT NULL))),
  constraint recall_is_approved_by_someone_who_neither_edited_nor_submitted_ CHECK (((approved_by IS NULL) OR ((submitted_by IS NOT NULL) AND (approved_by <> submitted_by) AND (approved_by <> ALL (editor_ids))))),
  constraint recall_kind_check CHECK ((kind = ANY (ARRAY['RECALL'::text, 'CORRECTION'::text, 'MARKET_WITHDRAWAL'::text, 'STOCK_RECOVERY'::text, 'MOCK'::text]))),
  constraint recall_revision_check CHECK ((revision > 0)),
  constraint recall_status_check CHECK ((status = ANY (ARRAY['DRAFT'::text, 'SUBMITTED'::text, 'APPROVED'::text, 'LAUNCHED'::text, 'PAUSED'::text, 'CLOSED'::text, 'CANCELLED'::text]))),
  constraint recall_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200))),
  constraint recall_version_check CHECK ((version > 0))
);

create table recall_answer (
  recall_id uuid not null,
  answer_id uuid not null,
  notification_id uuid not null,
  party_kind text not null,
  party_id uuid not null,
  answered_at timestamp(3) with time zone not null,
  on_hand numeric,
  sold_on numeric,
  returned numeric,
  destroyed numeric,
  comment text,
  constraint recall_answer_pkey PRIMARY KEY (recall_id, answer_id),
  constraint recall_answer_comment_check CHECK ((length(comment) <= 2000)),
  constraint recall_answer_destroyed_check CHECK ((destroyed >= (0)::numeric)),
  constraint recall_answer_on_hand_check CHECK ((on_hand >= (0)::numeric)),
  constraint recall_answer_party_kind_check CHECK ((party_kind = ANY (ARRAY['CUSTOMER'::text, 'CARRIER'::text, 'INTERNAL'::text]))),
  constraint recall_answer_returned_check CHECK ((returned >= (0)::numeric)),
  constraint recall_answer_sold_on_check CHECK ((sold_on >= (0)::numeric))
);

create table recall_goods (
  recall_id uuid not null,
  goods_id uuid not null,
  kind text not null,
  is_certain boolean default true not null,
  wave smallint default 1 not null,
  constraint recall_goods_pkey PRIMARY KEY (recall_id, goods_id),
  constraint recall_goods_kind_check CHECK ((kind = ANY (ARRAY['BATCH'::text, 'UNIT'::text]))),
  constraint recall_goods_wave_check CHECK ((wave > 0))
);

create table recall_product (
  recall_id uuid not null,
  product_id uuid not null,
  of_batches boolean default true not null,
  of_units boolean default false not null,
  constraint recall_product_pkey PRIMARY KEY (recall_id, product_id)
);

create table recall_recipient (
  recall_id uuid not null,
  wave smallint not null,
  party_kind text not null,
  party_id uuid not null,
  basis text,
  certainty text,
  reason text,
  units integer not null,
  quantities jsonb not null,
  units_by_product jsonb,
  constraint recall_recipient_pkey PRIMARY KEY (recall_id, wave, party_kind, party_id),
  constraint recall_recipient_basis_check CHECK ((basis = ANY (ARRAY['DELIVERED'::text, 'SHIPPED'::text, 'ONWARD'::text]))),
  constraint recall_recipient_certainty_check CHECK ((certainty = ANY (ARRAY['EXACT'::text, 'MAY_HAVE'::text]))),
  constraint recall_recipient_party_kind_check CHECK ((party_kind = ANY (ARRAY['CUSTOMER'::text, 'CARRIER'::text, 'INTERNAL'::text])))
);

create table recall_scope_snapshot (
  recall_id uuid not null,
  version integer not null,
  known_through timestamp(3) with time zone,
  units integer not null,
  customer_ids uuid[] not null,
  constraint recall_scope_snapshot_pkey PRIMARY KEY (recall_id, version)
);

create table recall_step (
  recall_id uuid not null,
  step_no integer not null,
  move text not null,
  version integer not null,
  actor_id uuid not null,
  at timestamp(3) with time zone not null,
  reason text,
  constraint recall_step_pkey PRIMARY KEY (recall_id, step_no)
);

create table recall_wave (
  recall_id uuid not null,
  wave smallint not null,
  launched_at timestamp(3) with time zone not null,
  launched_by uuid not null,
  known_through timestamp(3) with time zone,
  units integer not null,
  recipients integer not null,
  recipients_hash text not null,
  products jsonb not null,
  units_approved integer not null,
  customers_added uuid[] not null,
  customers_removed uuid[] not null,
  loads uuid[] default '{}'::uuid[] not null,
  constraint recall_wave_pkey PRIMARY KEY (recall_id, wave),
  constraint recall_wave_wave_check CHECK ((wave > 0))
);

create table sending_pause (
  recall_id uuid not null,
  paused_at timestamp(3) with time zone not null,
  paused_by uuid not null,
  constraint sending_pause_pkey PRIMARY KEY (recall_id)
);

create table source (
  source_id uuid not null,
  code text not null,
  name text not null,
  site_id uuid,
  registered_at timestamp(3) with time zone not null,
  constraint source_pkey PRIMARY KEY (source_id),
  constraint source_code_is_unique UNIQUE (code),
  constraint source_code_check CHECK (((length(code) >= 1) AND (length(code) <= 60))),
  constraint source_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)))
);

create table stock_entry (
  batch_id uuid not null,
  movement_id uuid not null,
  line integer not null,
  occurred_at timestamp(3) with time zone not null,
  kind movement_kind not null,
  place_kind text not null,
  location_id uuid,
  carrier_id uuid,
  consignee_id uuid,
  container_id uuid,
  quantity numeric not null,
  uom text not null,
  constraint stock_entry_pkey PRIMARY KEY (batch_id, movement_id, line),
  constraint stock_entry_place_kind_check CHECK ((place_kind = ANY (ARRAY['AT_LOCATION'::text, 'IN_TRANSIT'::text, 'DELIVERED'::text, 'DESTROYED'::text, 'PACKED'::text, 'TRANSFORMED'::text])))
);

create table unit (
  unit_id uuid not null,
  product_id uuid not null,
  serial text not null,
  conforming boolean default true not null,
  constraint unit_pkey PRIMARY KEY (unit_id)
);

create table voided_goods_movement (
  goods_id uuid not null,
  movement_id uuid not null,
  occurred_at timestamp(3) with time zone not null,
  kind movement_kind not null,
  source_sequence bigint not null,
  location_id uuid,
  destination_id uuid,
  carrier_id uuid,
  consignee_id uuid,
  container_id uuid,
  batch_id uuid,
  consignor_id uuid,
  constraint voided_goods_movement_pkey PRIMARY KEY (goods_id, movement_id)
);

create table voided_stock_entry (
  batch_id uuid not null,
  movement_id uuid not null,
  line integer not null,
  occurred_at timestamp(3) with time zone not null,
  kind movement_kind not null,
  place_kind text not null,
  location_id uuid,
  carrier_id uuid,
  consignee_id uuid,
  container_id uuid,
  quantity numeric not null,
  uom text not null,
  constraint voided_stock_entry_pkey PRIMARY KEY (batch_id, movement_id, line),
  constraint voided_stock_entry_place_kind_check CHECK ((place_kind = ANY (ARRAY['AT_LOCATION'::text, 'IN_TRANSIT'::text, 'DELIVERED'::text, 'DESTROYED'::text, 'PACKED'::text, 'TRANSFORMED'::text])))
);

create table wave_proposal (
  recall_id uuid not null,
  wave smallint not null,
  state text not null,
  proposed_at timestamp(3) with time zone not null,
  evaluated_at timestamp(3) with time zone not null,
  known_through timestamp(3) with time zone,
  units integer not null,
  proposal_hash text not null,
  decided_at timestamp(3) with time zone,
  decided_by uuid,
  reason text,
  loads uuid[] default '{}'::uuid[] not null,
  constraint wave_proposal_pkey PRIMARY KEY (recall_id, wave),
  constraint wave_proposal_is_decided_when_it_is_not_open CHECK ((((state = 'PROPOSED'::text) = (decided_at IS NULL)) AND ((decided_at IS NULL) = (decided_by IS NULL)))),
  constraint wave_proposal_reason_check CHECK ((length(reason) <= 2000)),
  constraint wave_proposal_state_check CHECK ((state = ANY (ARRAY['PROPOSED'::text, 'LAUNCHED'::text, 'DECLINED'::text, 'WITHDRAWN'::text]))),
  constraint wave_proposal_units_check CHECK ((units >= 0)),
  constraint wave_proposal_wave_check CHECK ((wave > 1))
);

create table wave_proposal_goods (
  recall_id uuid not null,
  wave smallint not null,
  goods_id uuid not null,
  kind text not null,
  change text not null,
  constraint wave_proposal_goods_pkey PRIMARY KEY (recall_id, wave, goods_id),
  constraint wave_proposal_goods_change_check CHECK ((change = ANY (ARRAY['ADDED'::text, 'CERTAIN'::text, 'REMOVED'::text]))),
  constraint wave_proposal_goods_kind_check CHECK ((kind = ANY (ARRAY['BATCH'::text, 'UNIT'::text])))
);

create table wave_proposal_recipient (
  recall_id uuid not null,
  wave smallint not null,
  party_kind text not null,
  party_id uuid not null,
  change text not null,
  basis text,
  certainty text,
  reason text,
  units integer not null,
  units_by_product jsonb,
  quantities jsonb not null,
  constraint wave_proposal_recipient_pkey PRIMARY KEY (recall_id, wave, party_kind, party_id),
  constraint wave_proposal_recipient_basis_check CHECK ((basis = ANY (ARRAY['DELIVERED'::text, 'SHIPPED'::text, 'ONWARD'::text]))),
  constraint wave_proposal_recipient_certainty_check CHECK ((certainty = ANY (ARRAY['EXACT'::text, 'MAY_HAVE'::text]))),
  constraint wave_proposal_recipient_change_check CHECK ((change = ANY (ARRAY['ADDED'::text, 'MORE'::text, 'REMOVED'::text]))),
  constraint wave_proposal_recipient_party_kind_check CHECK ((party_kind = ANY (ARRAY['CUSTOMER'::text, 'CARRIER'::text]))),
  constraint wave_proposal_recipient_units_check CHECK ((units >= 0))
);

alter table batch add constraint batch_product_id_fkey FOREIGN KEY (product_id) REFERENCES product(product_id);
alter table location add constraint location_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(customer_id);
alter table packaging_level add constraint packaging_level_contained_product_id_fkey FOREIGN KEY (contained_product_id) REFERENCES product(product_id);
alter table packaging_level add constraint packaging_level_product_id_fkey FOREIGN KEY (product_id) REFERENCES product(product_id);
alter table source add constraint source_site_id_fkey FOREIGN KEY (site_id) REFERENCES location(location_id);

CREATE INDEX audit_entry_by_object ON public.audit_entry USING btree (object_kind, object_id);
CREATE INDEX audit_entry_newest_first ON public.audit_entry USING btree (recorded_at, entry_id);
CREATE INDEX audit_entry_of_actor ON public.audit_entry USING btree (actor_id, recorded_at, entry_id);
CREATE INDEX batch_by_number_folded ON public.batch USING btree (upper(number));
CREATE INDEX batch_by_supplier_batch_folded ON public.batch USING btree (upper(supplier_batch)) WHERE (supplier_batch IS NOT NULL);
CREATE INDEX correction_by_recorded_at ON public.correction USING btree (recorded_at);
CREATE INDEX correction_by_replacement ON public.correction USING btree (replacement_id) WHERE (replacement_id IS NOT NULL);
CREATE INDEX customer_by_number_folded ON public.customer USING btree (upper(number));
CREATE INDEX gap_by_id ON public.gap USING btree (gap_id);
CREATE INDEX gap_of_evidence ON public.gap USING btree (evidence_movement_id) WHERE (evidence_movement_id IS NOT NULL);
CREATE INDEX gap_of_owner ON public.gap USING btree (owner_id, since, gap_id) WHERE (owner_id IS NOT NULL);
CREATE INDEX gap_of_product ON public.gap USING btree (product_id, since, gap_id) WHERE (product_id IS NOT NULL);
CREATE INDEX gap_open_in_order ON public.gap USING btree (since, gap_id) WHERE (state = 'OPEN'::text);
CREATE INDEX genealogy_entry_of_holder ON public.genealogy_entry USING btree (goods_id) WHERE (role = 'HOLDER'::text);
CREATE INDEX goods_movement_emptying ON public.goods_movement USING btree (goods_id) WHERE (container_id = goods_id);
CREATE INDEX goods_movement_unpacked_somewhere ON public.goods_movement USING btree (container_id) WHERE ((kind = 'unpack'::movement_kind) AND (location_id IS NULL));
CREATE INDEX goods_state_by_batch ON public.goods_state USING btree (batch_id, goods_id) WHERE (batch_id IS NOT NULL);
CREATE INDEX goods_state_by_container ON public.goods_state USING btree (container_id) WHERE (container_id IS NOT NULL);
CREATE INDEX goods_state_by_other_batches ON public.goods_state USING gin (other_batch_ids) WHERE (other_batch_ids IS NOT NULL);
CREATE INDEX goods_state_without_batch ON public.goods_state USING btree (goods_id) WHERE (batch_id IS NULL);
CREATE INDEX hold_by_recall ON public.hold USING btree (recall_id);
CREATE INDEX hold_open_by_goods ON public.hold USING btree (goods_id) WHERE (released_at IS NULL);
CREATE INDEX hold_attempt_newest_first ON public.hold_attempt USING btree (recall_id, recorded_at DESC, movement_id, goods_id);
CREATE INDEX inquiry_finished ON public.inquiry USING btree (finished_at) WHERE (finished_at IS NOT NULL);
CREATE INDEX inquiry_newest_first ON public.inquiry USING btree (asked_at DESC, inquiry_id DESC);
CREATE INDEX inquiry_of_one_newest_first ON public.inquiry USING btree (asked_by, asked_at DESC, inquiry_id DESC);
CREATE INDEX inquiry_open_in_order ON public.inquiry USING btree (asked_at, inquiry_id) WHERE (status = ANY (ARRAY['QUEUED'::text, 'RUNNING'::text]));
CREATE INDEX knowledge_by_known_at ON public.knowledge USING btree (known_at);
CREATE INDEX knowledge_by_position ON public.knowledge USING btree ("position");
CREATE INDEX location_by_customer ON public.location USING btree (customer_id) WHERE (customer_id IS NOT NULL);
CREATE INDEX movement_by_consignor ON public.movement USING btree (consignor_id) WHERE (consignor_id IS NOT NULL);
CREATE INDEX movement_by_declared_batch ON public.movement USING btree (((declaration ->> 'batchId'::text))) WHERE (declaration IS NOT NULL);
CREATE INDEX movement_by_observed_batch ON public.movement USING gin (quantities jsonb_path_ops) WHERE ((kind = 'observe'::movement_kind) AND (quantities IS NOT NULL));
CREATE INDEX movement_by_order ON public.movement USING btree (upper(order_ref)) WHERE (order_ref IS NOT NULL);
CREATE INDEX movement_by_recorded_at ON public.movement USING brin (recorded_at) WITH (autosummarize='on');
CREATE INDEX movement_by_shipment ON public.movement USING btree (upper(shipment_ref)) WHERE (shipment_ref IS NOT NULL);
CREATE INDEX movement_by_supplier_batch ON public.movement USING btree (upper((declaration ->> 'supplierBatch'::text))) WHERE ((declaration ->> 'supplierBatch'::text) IS NOT NULL);
CREATE INDEX movement_conflict_by_goods ON public.movement_conflict USING gin (goods_ids);
CREATE INDEX movement_conflict_by_resolution ON public.movement_conflict USING btree (resolution_capture_id) WHERE (resolution_capture_id IS NOT NULL);
CREATE INDEX movement_conflict_newest_first ON public.movement_conflict USING btree (recorded_at DESC, movement_id, fingerprint);
CREATE INDEX movement_conflict_open_by_goods ON public.movement_conflict USING gin (goods_ids) WHERE (resolved_at IS NULL);
CREATE INDEX notification_by_link ON public.notification USING btree (link_hash);
CREATE INDEX notification_by_party ON public.notification USING btree (party_id);
CREATE INDEX notification_by_recall ON public.notification USING btree (recall_id, wave, notification_id);
CREATE INDEX notification_due ON public.notification USING btree (lane, due_at) WHERE (state = ANY (ARRAY['QUEUED'::text, 'UNKNOWN'::text]));
CREATE INDEX notification_leased ON public.notification USING btree (lease_until) WHERE (state = 'SENDING'::text);
CREATE INDEX notification_needs_a_person ON public.notification USING btree (state_at, notification_id) WHERE (state = ANY (ARRAY['MANUAL'::text, 'BOUNCED'::text, 'EXPIRED'::text]));
CREATE INDEX packaging_level_by_contained ON public.packaging_level USING btree (contained_product_id);
CREATE INDEX recall_newest_first ON public.recall USING btree (created_at DESC, recall_id);
CREATE INDEX recall_open ON public.recall USING btree (recall_id) WHERE (status = ANY (ARRAY['LAUNCHED'::text, 'PAUSED'::text]));
CREATE INDEX recall_answer_by_notification ON public.recall_answer USING btree (notification_id, answered_at DESC);
CREATE INDEX recall_answer_newest_first ON public.recall_answer USING btree (recall_id, answered_at DESC, answer_id);
CREATE INDEX stock_entry_by_container ON public.stock_entry USING btree (container_id) WHERE (container_id IS NOT NULL);
CREATE INDEX stock_entry_by_place ON public.stock_entry USING btree (batch_id, location_id) WHERE (place_kind = 'AT_LOCATION'::text);
CREATE INDEX unit_by_serial_folded ON public.unit USING btree (upper(serial));
CREATE INDEX voided_goods_movement_by_batch ON public.voided_goods_movement USING btree (batch_id) WHERE (batch_id IS NOT NULL);
CREATE UNIQUE INDEX wave_proposal_open ON public.wave_proposal USING btree (recall_id) WHERE (state = 'PROPOSED'::text);

comment on column contact.code is 'By which the company names someone of its own; a customer or carrier has its own row.';
comment on column correction.replacement_id is 'The movement that says what happened instead.';
comment on column customer.registered_at is 'Null while the customer is known from movements only.';
comment on column gap.movement_id is 'The movement that shows it, where one does.';
comment on column gap.since is 'When it came about, by the clocks of the senders.';
comment on column gap_watch.position is 'Of knowledge: everything up to it was looked at.';
comment on column gap_watch.overdue_through is 'Goods that were shipped by then and have not arrived are overdue.';
comment on column genealogy_entry.goods_id is 'A unit, or the batch of a quantity.';
comment on column goods_state.left_container_id is 'Left without a place: its place is where that container was then.';
comment on column hold.follows_making is 'Whether what is made of the goods is held too.';
comment on column hold_attempt.goods_id is 'The unit, or the batch of a quantity, that was moved; a unit may be held by its batch.';
comment on column inquiry.token is 'Of the run that may write progress and answer; who lost its lease has another.';
comment on column inquiry.scope is 'Whose recipients are asked for.';
comment on column inquiry.answered_by is 'The run whose parts belong to the answer.';
comment on column inquiry.recall_id is 'Whose preview is asked for.';
comment on column inquiry.recall_version is 'The version of its content when it was asked for: of another one, other things would be said.';
comment on column inquiry_part.run is 'The token of the run that wrote it. Parts of a run that came to no end are nobody''s.';
comment on column location.registered_at is 'Null while the place is known from movements only.';
comment on column movement.container_id is 'A logistic unit, or the serialised unit that goods are built into.';
comment on column movement.unit_batch_ids is 'The batch that the sender said each unit is of: null for none said, one element for all units, or one for each.';
comment on column movement.outputs is 'Of a transform: { units: [{ unitId, batchId }], quantities: [{ batchId, quantity, uom }] }.';
comment on column movement.container_batch_id is 'The batch that the sender said the unit is of that goods are built into.';
comment on column movement.consignor_id is 'The customer whom the goods left for the consignee; null: they were ours.';
comment on column movement_conflict.goods_ids is 'Units, logistic units and batches of either version.';
comment on column movement_conflict.resolution is 'KEPT: what was recorded first is right. REPLACED: this is. VOIDED: neither happened.';
comment on column notification.failures is 'Attempts that count towards the retry schedule since it was last queued.';
comment on column product.registered_at is 'Null while the product is known from movements only.';
comment on column recall.revision is 'Counts every move, so that each is made on what its maker saw; version counts contents.';
comment on column recall.contact_phone is 'Of the company, printed in every notice; not a person''s.';
comment on column recall.editor_ids is 'Everyone who wrote any part of the content as it stands.';
comment on column recall.followed_at is 'When its launch, or what followed it, last evaluated its scope.';
comment on column recall.followed_through is 'The last capture that this knew; null while there was none.';
comment on column recall_goods.wave is 'The wave with which they came into the scope; no notice of an earlier one names them.';
comment on column recall_product.of_batches is 'A batch of it is in the scope, of every packaging level, or one of its units was made of goods of it.';
comment on column recall_product.of_units is 'A unit of it is in the scope by its serial number.';
comment on column recall_recipient.basis is 'Null for those who are told without having received anything.';
comment on column recall_recipient.units_by_product is 'Null: launched before it was counted; units is of all products together.';
comment on column recall_wave.products is 'What the notices call the goods, so that a notice sent later says the same.';
comment on column recall_wave.customers_added is 'Not among the recipients when the recall was submitted for approval.';
comment on column recall_wave.loads is 'The movements on record then that gave held goods to a carrier.';
comment on column wave_proposal.wave is 'Numbers count on: that of a proposal that came to nothing is not given again.';
comment on column wave_proposal.loads is 'The movements on record then that gave held goods to a carrier.';
