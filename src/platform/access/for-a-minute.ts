export const MINUTE_MS = 60_000;

interface Kept<T> {
  readonly value: T;
  readonly askedAt: number;
}

/** Keeps something for each who acts, in this process, until they were silent for a minute: silence must not cost memory. */
export class ForAMinute<T> {
  /** In the order in which they were asked for last. */
  private readonly kept = new Map<string, Kept<T>>();

  constructor(private readonly fresh: () => T) {}

  of(who: string, now: Date): T {
    const askedAt = now.getTime();
    this.forgetSilent(askedAt);
    const value = this.kept.get(who)?.value ?? this.fresh();
    this.kept.delete(who);
    this.kept.set(who, { value, askedAt });
    return value;
  }

  get size(): number {
    return this.kept.size;
  }

  private forgetSilent(time: number): void {
    for (const [who, { askedAt }] of this.kept) {
      if (askedAt > time - MINUTE_MS) return;
      this.kept.delete(who);
    }
  }
}
