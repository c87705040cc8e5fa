import type { QueryRunner } from 'typeorm';

import type { Transaction } from '../../src/platform/database/database.js';

/** Someone else's transaction, open until the test ends it. What fails in it fails the test. */
export function transactionOf(rival: QueryRunner): Transaction {
  return transactionBy(async (_, sql, values = []) => (await rival.query(sql, [...values], true)).records as never);
}

/** A transaction whose statements a test runs in its own way. */
export function transactionBy(rows: Transaction['rows']): Transaction {
  return {
    inTransaction: true,
    rows,
    send: (name, sql, values) => {
      void rows(name, sql, values);
    },
  };
}
