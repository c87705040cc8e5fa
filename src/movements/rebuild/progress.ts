/** What was done in one step of a rebuild. */
export interface Done {
  readonly movements?: number;
  /** What movements did to one of their goods. */
  readonly links?: number;
  readonly goods?: number;
  /** The key that was reached. Keys are evenly spread, so it tells how much of all this is. */
  readonly at?: string;
}

export interface Progress {
  readonly step: 'movements' | 'goods' | 'late movements' | 'comparing' | 'holding captures';
  /** Of the step, from 0 to 1; null where nobody knows. */
  readonly part: number | null;
  readonly movements: number;
  readonly links: number;
  readonly goods: number;
}

/** Hears of every step, and may hold it up. */
export type OnProgress = (progress: Progress) => void | Promise<void>;

/** Adds up what was done. */
export class Watch {
  private movements = 0;
  private links = 0;
  private goods = 0;

  constructor(private readonly hear: OnProgress) {}

  async moved(step: Progress['step'], { movements = 0, links = 0, goods = 0, at }: Done = {}): Promise<void> {
    this.movements += movements;
    this.links += links;
    this.goods += goods;
    await this.hear({ step, part: at === undefined ? null : partBefore(at), ...this.counts() });
  }

  counts(): Pick<Progress, 'movements' | 'links' | 'goods'> {
    return { movements: this.movements, links: this.links, goods: this.goods };
  }
}

function partBefore(key: string): number {
  return parseInt(key.slice(0, 8), 16) / 2 ** 32;
}
