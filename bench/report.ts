import { cpus, totalmem } from 'node:os';

/** What was measured one right after the other, so that a machine whose speed drifts slows both. */
export interface Pair {
  readonly retrace: number;
  readonly baseline: number;
}

/** Prints figures as they come, each with what it is held to. */
export class Report {
  line(what: string, figure: string): void {
    console.log(`${what}: ${figure}`);
  }

  /** Of two rates, the first should be at least `least` times the second. */
  ratio(what: string, pairs: readonly Pair[], unit: string, least: number): void {
    const ratio = ratioOf(pairs);
    const verdict = ratio >= least ? 'met' : 'MISSED';
    this.line(what, `${ratio.toFixed(2)} (${medians(pairs)} ${unit}; at least ${least} wanted: ${verdict})`);
  }

  /** Of a figure, the part that is left of it should be at least `least`. */
  share(what: string, left: number, least: number): void {
    this.line(what, `${left.toFixed(2)} (at least ${least} wanted: ${left >= least ? 'met' : 'MISSED'})`);
  }

  rate(what: string, perSecond: number, unit: string, least: number): void {
    const verdict = perSecond >= least ? 'met' : 'MISSED';
    this.line(what, `${whole(perSecond)} ${unit}; at least ${whole(least)} wanted: ${verdict}`);
  }

  /** Of durations in milliseconds, so many of a hundred (95, 99) should be at most `most`. */
  longest(what: string, times: readonly number[], most: number, percent = 95): void {
    const sorted = times.toSorted((a, b) => a - b);
    const longest = sorted[Math.ceil((sorted.length * percent) / 100) - 1] ?? NaN;
    const verdict = longest <= most ? 'met' : 'MISSED';
    this.line(
      what,
      `p${percent} ${whole(longest)} ms, median ${whole(median(times))} (at most ${whole(most)} wanted: ${verdict})`,
    );
  }

  /** Of two durations in milliseconds, the first should be at most `most` times the second. */
  time(what: string, pairs: readonly Pair[], most: number): void {
    const ratio = ratioOf(pairs);
    const verdict = ratio <= most ? 'met' : 'MISSED';
    this.line(what, `${ratio.toFixed(2)} (${medians(pairs)} ms; at most ${most} wanted: ${verdict})`);
  }
}

export function describeMachine(): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 1024 ** 3);
  return `${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${cpus().length} × ${cpu?.model ?? '?'}, ${memory} GB`;
}

export function ratioOf(pairs: readonly Pair[]): number {
  return median(pairs.map(({ retrace, baseline }) => retrace / baseline));
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

function medians(pairs: readonly Pair[]): string {
  return `${whole(median(pairs.map(({ retrace }) => retrace)))} / ${whole(median(pairs.map(({ baseline }) => baseline)))}`;
}

export function whole(value: number): string {
  return Math.round(value).toLocaleString('en');
}
