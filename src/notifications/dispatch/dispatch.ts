import type { Service } from '../../platform/context.js';
import type { Log } from '../../platform/log.js';
import type { MailChannel } from '../../platform/mail.js';
import type { Renderer } from '../notification.js';
import type { CircuitBreaker } from './circuit-breaker.js';
import type { Limits, Pace } from './pace.js';

export interface DispatcherOptions {
  readonly service: Pick<Service, 'db' | 'now'>;
  readonly channel: MailChannel;
  /** Given by the recalls, who know what their notices say. */
  readonly render: Renderer;
  /** Hears which recall's progress changed, at most twice a second each. */
  readonly announce: (recallId: string) => void;
  readonly log: Log;
  readonly limits?: Limits;
  /** How many messages are under way at once. */
  readonly atOnce?: number;
}

/** What the workers of a dispatcher share. */
export interface Dispatch extends Required<DispatcherOptions> {
  readonly pace: Pace;
  readonly breaker: CircuitBreaker;
}
