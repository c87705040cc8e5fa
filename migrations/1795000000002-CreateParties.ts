import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateParties1795000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Who received goods. A consumer's name is personal, so it stands with the contact and not here.
      create table customer (
        customer_id uuid primary key,
        number text not null check (length(number) between 1 and 60),
        kind text not null check (kind in ('BUSINESS', 'CONSUMER')),
        name text check (length(name) between 1 and 200),
        language text not null check (language ~ '^[a-z]{2}$'),
        registered_at timestamptz(3),
        constraint customer_number_is_unique unique (number),
        constraint customer_business_has_a_name check (kind = 'CONSUMER' or name is not null or registered_at is null)
      );
      create index customer_by_number_folded on customer (upper(number));
      comment on column customer.registered_at is 'Null while the customer is known from movements only.';

      create table location (
        location_id uuid primary key,
        gln text not null check (gln ~ '^[0-9]{13}$'),
        name text check (length(name) between 1 and 200),
        kind text not null check (kind in ('PLANT', 'WAREHOUSE', 'STORE', 'CUSTOMER_SITE', 'OTHER')),
        customer_id uuid references customer,
        street text,
        city text,
        region text,
        postal_code text,
        country text check (country ~ '^[A-Z]{2}$'),
        registered_at timestamptz(3),
        constraint location_gln_is_unique unique (gln)
      );
      comment on column location.registered_at is 'Null while the place is known from movements only.';
      create index location_by_customer on location (customer_id) where customer_id is not null;

      create table carrier (
        carrier_id uuid primary key,
        code text not null check (length(code) between 1 and 60),
        name text check (length(name) between 1 and 200),
        registered_at timestamptz(3),
        constraint carrier_code_is_unique unique (code)
      );

      -- A system that sends movements. It outlives the keys that it uses.
      create table source (
        source_id uuid primary key,
        code text not null check (length(code) between 1 and 60),
        name text not null check (length(name) between 1 and 200),
        site_id uuid references location,
        registered_at timestamptz(3) not null,
        constraint source_code_is_unique unique (code)
      );

      -- The only place of personal data: people and how they are reached. Everything else refers to it by id.
      create table contact (
        contact_id uuid primary key,
        party_kind text not null check (party_kind in ('CUSTOMER', 'CARRIER', 'INTERNAL')),
        party_id uuid not null,
        role text not null check (role in ('SHIP_TO', 'BILL_TO', 'RECALL_CONTACT', 'INTERNAL')),
        code text check (length(code) between 1 and 60),
        name text check (length(name) between 1 and 200),
        email text check (length(email) between 3 and 254 and email !~ '[[:cntrl:][:space:]]'),
        phone text check (length(phone) between 4 and 40),
        street text check (length(street) between 1 and 200),
        city text check (length(city) between 1 and 200),
        region text check (length(region) between 1 and 200),
        postal_code text check (length(postal_code) between 1 and 200),
        country text check (country ~ '^[A-Z]{2}$'),
        language text check (language ~ '^[a-z]{2}$'),
        preferred_channel text check (preferred_channel in ('EMAIL', 'PHONE', 'POST')),
        registered_at timestamptz(3) not null,
        constraint contact_one_per_party_and_role unique (party_kind, party_id, role),
        constraint contact_internal_has_a_code check ((party_kind = 'INTERNAL') = (code is not null)),
        constraint contact_says_something check (coalesce(name, email, phone, street, city, postal_code) is not null)
      );
      comment on column contact.code is 'By which the company names someone of its own; a customer or carrier has its own row.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table contact, source, carrier, location, customer`);
  }
}
