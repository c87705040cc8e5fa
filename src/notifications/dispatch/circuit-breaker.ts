const FAILURES_TO_OPEN = 3;
const FIRST_PAUSE_MS = 15_000;
const LONGEST_PAUSE_MS = 300_000;

/**
 * Keeps a server that cannot be used from using up attempts by the thousand. After three failures in a row nothing is sent
 * for a while; then a single message asks whether the server is back, and the while doubles as long as it is not.
 */
export class CircuitBreaker {
  private failures = 0;
  private pauseMs = FIRST_PAUSE_MS;
  private closedUntil = 0;
  private probing = false;

  get isOpen(): boolean {
    return this.failures >= FAILURES_TO_OPEN;
  }

  /** Whether a message may be tried. While open, the one that is let through is the probe. */
  admits(now: Date): boolean {
    if (!this.isOpen) return true;
    if (this.probing || now.getTime() < this.closedUntil) return false;
    this.probing = true;
    return true;
  }

  /** The probe found nothing to send; the next message is the probe. */
  withdraw(): void {
    this.probing = false;
  }

  succeeded(): void {
    this.failures = 0;
    this.pauseMs = FIRST_PAUSE_MS;
    this.probing = false;
  }

  failed(now: Date): void {
    // One of those that were under way when the pause began.
    if (this.isOpen && !this.probing) return;
    this.failures++;
    this.probing = false;
    if (!this.isOpen) return;
    this.closedUntil = now.getTime() + this.pauseMs;
    this.pauseMs = Math.min(2 * this.pauseMs, LONGEST_PAUSE_MS);
  }
}
