import { countSerials, InvalidIdentifier, parseBatchNumber, parseGtin, parseSerial } from '../../gs1/index.js';
import { BOUNDS } from '../../platform/graphql/bounds.js';
import type { Problem } from '../problem.js';
import type { Scope, ScopeBatch, ScopeRange, ScopeSerial } from './scope.js';

/** A scope as a client writes it. */
export interface ScopeInput {
  readonly batches: readonly { readonly gtin: string; readonly batch: string }[];
  readonly serials: readonly ScopeSerial[];
  readonly ranges: readonly ScopeRange[];
  readonly onlyNamed?: boolean;
}

/** Units that a scope may name one by one or by range. Batches may hold any number. */
const MOST_UNITS_NAMED = 100_000;

/** Reads every line and reports all that is wrong at once. What it returns is in one order, so equal rules are equal texts. */
export function readScope(input: ScopeInput, problems: Problem[]): Scope {
  const tooLong = [
    ...atMost(input.batches, BOUNDS.listInput, 'scope.batches'),
    ...atMost(input.serials, BOUNDS.bulkInput, 'scope.serials'),
    ...atMost(input.ranges, BOUNDS.listInput, 'scope.ranges'),
  ];
  problems.push(...tooLong);
  // A list too long is refused as a whole; its lines are not worth reading.
  if (tooLong.length > 0) return { batches: [], serials: [], ranges: [], onlyNamed: false };

  const scope = {
    batches: inOrder(input.batches.flatMap((line, i) => readBatch(line, `scope.batches[${i}]`, problems))),
    serials: inOrder(input.serials.flatMap((line, i) => readUnit(line, `scope.serials[${i}]`, problems))),
    ranges: inOrder(input.ranges.flatMap((line, i) => readRange(line, `scope.ranges[${i}]`, problems))),
    onlyNamed: input.onlyNamed ?? false,
  };
  const named = scope.serials.length + sum(scope.ranges.map((range) => Number(countSerials(range)) || 0));
  if (named > MOST_UNITS_NAMED) {
    problems.push({
      field: 'scope',
      message: `names ${named} units; at most ${MOST_UNITS_NAMED} are possible. Name their batches.`,
    });
  }
  return scope;
}

function readBatch({ gtin, batch }: ScopeInput['batches'][number], field: string, problems: Problem[]): ScopeBatch[] {
  const product = take(parseGtin(gtin), `${field}.gtin`, problems);
  const number = take(parseBatchNumber(batch), `${field}.batch`, problems);
  return product && number ? [{ gtin: product, number: number.text }] : [];
}

function readUnit({ gtin, serial }: ScopeSerial, field: string, problems: Problem[]): ScopeSerial[] {
  const product = take(parseGtin(gtin), `${field}.gtin`, problems);
  const unit = take(parseSerial(serial), `${field}.serial`, problems);
  return product && unit ? [{ gtin: product, serial: unit.text }] : [];
}

function readRange({ gtin, from, to }: ScopeRange, field: string, problems: Problem[]): ScopeRange[] {
  const product = take(parseGtin(gtin), `${field}.gtin`, problems);
  const first = take(parseSerial(from), `${field}.from`, problems);
  const last = take(parseSerial(to), `${field}.to`, problems);
  if (!product || !first || !last) return [];
  const count = countSerials({ from: first.text, to: last.text });
  if (typeof count === 'string') {
    problems.push({ field, message: `${count}.` });
    return [];
  }
  return [{ gtin: product, from: first.text, to: last.text }];
}

function take<Identifier>(
  parsed: Identifier | InvalidIdentifier,
  field: string,
  problems: Problem[],
): Identifier | null {
  if (!(parsed instanceof InvalidIdentifier)) return parsed;
  problems.push({ field, message: `${parsed.reason}.` });
  return null;
}

function atMost(list: readonly unknown[], most: number, field: string): Problem[] {
  return list.length > most ? [{ field, message: `has ${list.length} entries; at most ${most} are possible.` }] : [];
}

/** Sorted, each line once. */
function inOrder<Line extends object>(lines: readonly Line[]): Line[] {
  const byText = new Map(lines.map((line) => [JSON.stringify(Object.values(line)), line]));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
