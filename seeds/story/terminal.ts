import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** What a step of the story found, and the lines that tell it. */
export interface Told<Found> {
  readonly found: Found;
  readonly lines: readonly string[];
}

/** Tells the story step by step, and how long each took. */
export class Narrator {
  private readonly times: { readonly title: string; readonly ms: number }[] = [];

  constructor(private readonly say: (line: string) => void) {}

  async step<Found>(title: string, work: () => Promise<Told<Found>>): Promise<Found> {
    this.say(`\n${style('bold', `${this.times.length + 1}. ${title}`)}`);
    const began = performance.now();
    const { found, lines } = await work();
    const ms = performance.now() - began;
    this.times.push({ title, ms });
    for (const line of lines) this.say(`   ${line}`);
    this.say(style('cyan', `   ${timeText(ms)}`));
    return found;
  }

  summary(): void {
    this.say(`\n${style('bold', 'What each step took')}`);
    for (const { title, ms } of this.times) this.say(`   ${timeText(ms).padStart(8)}  ${title}`);
    const total = this.times.reduce((sum, { ms }) => sum + ms, 0);
    this.say(style('bold', `   ${timeText(total).padStart(8)}  from the first call to the last answer`));
  }
}

/** Colours are for people; a file or another program gets plain text. */
export function style(how: Style, text: string): string {
  return process.stdout.isTTY && !process.env['NO_COLOR'] ? styleText(how, text) : text;
}

/** Rows as columns as wide as they need to be. */
export function table(rows: readonly (readonly (string | number)[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, String(cell).length)));
  return rows.map((row) =>
    row
      .map((cell, i) => aligned(cell, widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

const aligned = (cell: string | number, width: number): string =>
  typeof cell === 'number' ? String(cell).padStart(width) : cell.padEnd(width);

const timeText = (ms: number): string => (ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`);
