import { isDay, type Day } from './calendar.js';
import type { Row, SqlValue } from './sql-dump.js';

export function textOf(row: Row, column: string): string {
  return optionalTextOf(row, column) ?? refuse(row, column, 'is missing');
}

export function optionalTextOf(row: Row, column: string): string | null {
  const value = valueOf(row, column);
  return typeof value === 'number' ? refuse(row, column, 'is not a text') : value;
}

export function integerOf(row: Row, column: string): number {
  const value = valueOf(row, column);
  return typeof value === 'number' && Number.isSafeInteger(value)
    ? value
    : refuse(row, column, 'is not a whole number');
}

export function dayOf(row: Row, column: string): Day {
  return optionalDayOf(row, column) ?? refuse(row, column, 'is missing');
}

export function optionalDayOf(row: Row, column: string): Day | null {
  const value = optionalTextOf(row, column);
  return value === null || isDay(value) ? value : refuse(row, column, 'is not a date');
}

function valueOf(row: Row, column: string): SqlValue {
  const value = row.values.get(column);
  return value === undefined ? refuse(row, column, 'does not exist') : value;
}

function refuse(row: Row, column: string, reason: string): never {
  throw new Error(`Line ${row.line} of the dump: ${row.table}.${column} ${reason}.`);
}
