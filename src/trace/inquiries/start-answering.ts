import { setTimeout as sleep } from 'node:timers/promises';

import type { Log } from '../../platform/log.js';
import { answerInquiry } from './answer-inquiry.js';
import type { AnsweringService } from './answer-question.js';

const EVERY_MS = 1_000;

/** Answers inquiries, one after the other. Any number of processes may. */
export function startAnsweringInquiries(service: AnsweringService, log: Log): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const report = (err: unknown) => {
    log.error({ err }, 'answering an inquiry');
  };
  const keepAnswering = async () => {
    while (!signal.aborted) {
      const isThereMore = await answerInquiry(service, signal, report).catch((err: unknown) => {
        log.warn({ err }, 'looking for inquiries');
        return false;
      });
      if (!isThereMore) await sleep(EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  };
  const answering = keepAnswering();

  return {
    async stop() {
      stopping.abort();
      await answering;
    },
  };
}
