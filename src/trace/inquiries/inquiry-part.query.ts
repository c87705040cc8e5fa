import { BulkColumns } from '../../platform/database/bulk-columns.js';
import type { Database, Queryable } from '../../platform/database/database.js';
import type { InLevels } from '../genealogy/in-levels.js';
import type { Traced } from '../scope.js';
import type { Claim } from './run.query.js';

export type PartKind = 'MAKING' | 'BATCH' | 'RECIPIENT' | 'TRACED';

/** An entry of an answer, or some of the goods that were gone through for it. */
export interface InquiryPart extends InLevels {
  readonly kind: PartKind;
  /** As JSON; null where nothing is to be said but its id. */
  readonly part: string | null;
}

const COLUMNS = new BulkColumns<InquiryPart>([
  ['kind', 'text', ({ kind }) => kind],
  ['level', 'integer', ({ level }) => level],
  ['part_id', 'uuid', ({ id }) => id],
  ['part', 'jsonb', ({ part }) => part],
]);

/** Keeps what a run has found; nobody sees it before the run has ended. */
export async function insertParts(db: Database, { inquiry, token }: Claim, parts: readonly InquiryPart[]) {
  await db.rows(
    'insert_inquiry_parts',
    `
    insert into inquiry_part (inquiry_id, run, ${COLUMNS.names})
    select $${COLUMNS.next}::uuid, $${COLUMNS.next + 1}::uuid, ${COLUMNS.selected}
    from ${COLUMNS.unnested}
    on conflict do nothing
    `,
    [...COLUMNS.values(parts), inquiry.id, token],
  );
}

/** Deletes what other runs have left behind, or this one; never what an answer is made of. */
export async function deletePartsOfRuns(db: Database, { inquiry, token }: Claim, which: 'OTHERS' | 'THIS') {
  await db.transaction(
    (tx) => {
      tx.send(
        'delete_inquiry_parts_of_runs',
        `
        delete from inquiry_part as part
        where part.inquiry_id = $1
          and (part.run = $2) = $3::boolean
          and part.run is distinct from (select inquiry.answered_by from inquiry where inquiry.inquiry_id = $1)
        `,
        [inquiry.id, token, which === 'THIS'],
      );
    },
    { statementTimeoutMs: DELETION_MS },
  );
}

/** A million of them take longer than a statement may otherwise. */
const DELETION_MS = 60_000;

interface PartRow<Part> extends InLevels {
  readonly part: Part;
}

/** Before every other in the order of levels and ids. */
const FIRST: InLevels = { level: -1, id: '00000000-0000-0000-0000-000000000000' };

/** Some entries of the answer of an inquiry, in the order of their levels and ids. */
export function partsOfAnswer<Part>(
  db: Queryable,
  inquiryId: string,
  kind: PartKind,
  limit: number,
  after: InLevels | null,
): Promise<PartRow<Part>[]> {
  const { level, id } = after ?? FIRST;
  return db.rows<PartRow<Part>>(
    'parts_of_answer',
    `
    select part.level, part.part_id as id, part.part
    from inquiry_part as part
    where part.inquiry_id = $1
      -- As a value that is looked up once, so that the primary key gives the order.
      and part.run = (select inquiry.answered_by from inquiry where inquiry.inquiry_id = $1)
      and part.kind = $2
      and (part.level, part.part_id) > ($4::integer, $5::uuid)
    order by part.level, part.part_id
    limit $3
    `,
    [inquiryId, kind, limit, level, id],
  );
}

const MOST_GROUPS_TRACED = 10_000;

/** Everything that was gone through to find an answer. */
export async function tracedOfAnswer(db: Queryable, inquiryId: string): Promise<Omit<Traced, 'truncated'>> {
  const groups = await partsOfAnswer<Omit<Traced, 'truncated'>>(db, inquiryId, 'TRACED', MOST_GROUPS_TRACED, null);
  return {
    batchIds: groups.flatMap(({ part }) => part.batchIds),
    unitIds: groups.flatMap(({ part }) => part.unitIds),
  };
}
