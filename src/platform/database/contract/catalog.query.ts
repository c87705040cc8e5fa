import type { Queryable } from '../database.js';

/*
 * What PostgreSQL's catalog says of our tables, in an order and a wording that do not depend on its version (15 to 18).
 * TypeORM's own table of migrations is not ours.
 */

export interface EnumRow {
  readonly name: string;
  readonly labels: readonly string[];
}

export async function enumTypes(db: Queryable): Promise<EnumRow[]> {
  return db.rows<EnumRow>(
    'catalog_enum_types',
    `
    select pg_type.typname as name, array_agg(pg_enum.enumlabel::text order by pg_enum.enumsortorder) as labels
    from pg_type
    join pg_enum on pg_enum.enumtypid = pg_type.oid
    where pg_type.typnamespace = 'public'::regnamespace
    group by pg_type.typname
    order by pg_type.typname
    `,
  );
}

export interface ColumnRow {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly default: string | null;
  readonly isIdentity: boolean;
  readonly isGenerated: boolean;
}

export async function columns(db: Queryable): Promise<ColumnRow[]> {
  return db.rows<ColumnRow>(
    'catalog_columns',
    `
    select pg_class.relname as table,
      pg_attribute.attname as name,
      format_type(pg_attribute.atttypid, pg_attribute.atttypmod) as type,
      pg_attribute.attnotnull as "isRequired",
      pg_get_expr(pg_attrdef.adbin, pg_attrdef.adrelid) as default,
      pg_attribute.attidentity <> '' as "isIdentity",
      pg_attribute.attgenerated <> '' as "isGenerated"
    from pg_class
    join pg_attribute on pg_attribute.attrelid = pg_class.oid and pg_attribute.attnum > 0 and not pg_attribute.attisdropped
    left join pg_attrdef on pg_attrdef.adrelid = pg_class.oid and pg_attrdef.adnum = pg_attribute.attnum
    where pg_class.relnamespace = 'public'::regnamespace and pg_class.relkind in ('r', 'p')
      and pg_class.relname <> 'migrations'
    order by pg_class.relname, pg_attribute.attnum
    `,
  );
}

export type ConstraintKind = 'PRIMARY_KEY' | 'UNIQUE' | 'CHECK' | 'FOREIGN_KEY' | 'EXCLUSION' | 'TRIGGER';

export interface ConstraintRow {
  readonly table: string;
  readonly name: string;
  readonly kind: ConstraintKind;
  readonly definition: string;
  readonly columns: readonly string[];
  readonly isDeferrable: boolean;
  readonly referencedTable: string | null;
}

/** All but NOT NULL, which is catalogued as a constraint from PostgreSQL 18 on, and stands with its column here. */
export async function constraints(db: Queryable): Promise<ConstraintRow[]> {
  return db.rows<ConstraintRow>(
    'catalog_constraints',
    `
    select pg_class.relname as table,
      pg_constraint.conname as name,
      case pg_constraint.contype
        when 'p' then 'PRIMARY_KEY' when 'u' then 'UNIQUE' when 'c' then 'CHECK' when 'f' then 'FOREIGN_KEY'
        when 'x' then 'EXCLUSION' else 'TRIGGER'
      end as kind,
      pg_get_constraintdef(pg_constraint.oid) as definition,
      array(
        select pg_attribute.attname::text
        from unnest(pg_constraint.conkey) with ordinality as key (attnum, place)
        join pg_attribute on pg_attribute.attrelid = pg_class.oid and pg_attribute.attnum = key.attnum
        order by key.place
      ) as columns,
      pg_constraint.condeferrable as "isDeferrable",
      referenced.relname as "referencedTable"
    from pg_constraint
    join pg_class on pg_class.oid = pg_constraint.conrelid
    left join pg_class as referenced on referenced.oid = pg_constraint.confrelid
    where pg_class.relnamespace = 'public'::regnamespace and pg_class.relname <> 'migrations'
      and pg_constraint.contype <> 'n'
    order by pg_class.relname, array_position(array['p', 'u', 'c', 'f', 'x', 't'], pg_constraint.contype::text),
      pg_constraint.conname
    `,
  );
}

export interface IndexRow {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
  readonly isUnique: boolean;
  /** Null stands for an expression. */
  readonly columns: readonly (string | null)[];
}

/** Those that do not come with a constraint. */
export async function indexes(db: Queryable): Promise<IndexRow[]> {
  return db.rows<IndexRow>(
    'catalog_indexes',
    `
    select pg_class.relname as table,
      index_class.relname as name,
      pg_get_indexdef(pg_index.indexrelid) as definition,
      pg_index.indisunique as "isUnique",
      array(
        select pg_attribute.attname::text
        from unnest(pg_index.indkey[0 : pg_index.indnkeyatts - 1]) with ordinality as key (attnum, place)
        left join pg_attribute on pg_attribute.attrelid = pg_class.oid and pg_attribute.attnum = key.attnum
        order by key.place
      ) as columns
    from pg_index
    join pg_class on pg_class.oid = pg_index.indrelid
    join pg_class as index_class on index_class.oid = pg_index.indexrelid
    where pg_class.relnamespace = 'public'::regnamespace and pg_class.relname <> 'migrations'
      and not exists (select from pg_constraint where pg_constraint.conindid = pg_index.indexrelid)
    order by pg_class.relname, index_class.relname
    `,
  );
}

export interface CommentRow {
  readonly table: string;
  /** Null when the comment is the table's. */
  readonly column: string | null;
  readonly comment: string;
}

export async function comments(db: Queryable): Promise<CommentRow[]> {
  return db.rows<CommentRow>(
    'catalog_comments',
    `
    select pg_class.relname as table, pg_attribute.attname as column, pg_description.description as comment
    from pg_description
    join pg_class on pg_class.oid = pg_description.objoid and pg_description.classoid = 'pg_class'::regclass
    left join pg_attribute
      on pg_attribute.attrelid = pg_class.oid and pg_attribute.attnum = pg_description.objsubid
        and pg_description.objsubid > 0
    where pg_class.relnamespace = 'public'::regnamespace and pg_class.relkind in ('r', 'p')
    order by pg_class.relname, pg_description.objsubid
    `,
  );
}

/** Everything else that one can make in a database, by name: the contract has no words for it. */
export async function unusualObjects(db: Queryable): Promise<string[]> {
  const rows = await db.rows<{ name: string }>(
    'catalog_unusual_objects',
    `
    select 'trigger ' || pg_trigger.tgname as name
    from pg_trigger
    join pg_class on pg_class.oid = pg_trigger.tgrelid
    where pg_class.relnamespace = 'public'::regnamespace and not pg_trigger.tgisinternal
    union all
    select 'rule ' || pg_rules.rulename from pg_rules where pg_rules.schemaname = 'public'
    union all
    select 'policy ' || pg_policies.policyname from pg_policies where pg_policies.schemaname = 'public'
    union all
    select 'function ' || pg_proc.proname from pg_proc where pg_proc.pronamespace = 'public'::regnamespace
    union all
    select 'relation ' || pg_class.relname
    from pg_class
    where pg_class.relnamespace = 'public'::regnamespace and pg_class.relkind not in ('r', 'i', 'S')
    union all
    select 'domain ' || pg_type.typname
    from pg_type
    where pg_type.typnamespace = 'public'::regnamespace and pg_type.typtype = 'd'
    order by name
    `,
  );
  return rows.map(({ name }) => name);
}
