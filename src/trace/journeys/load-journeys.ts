import type { Link } from '../../movements/index.js';
import { Journeys } from './journeys.js';

type ReadLinks = (goodsIds: readonly string[]) => Promise<ReadonlyMap<string, readonly Link[]>>;

/**
 * Reads the journeys of goods up to a time: their links at once, and then those of each level of containers that they were
 * ever in. Goods may be many, and are read some at a time; containers stay in memory, since many goods share them.
 */
export class JourneyReader {
  private readonly containers = new Map<string, readonly Link[]>();
  private readonly containersByMovement = new Map<string, string[]>();

  constructor(
    readonly until: Date,
    private readonly readLinks: ReadLinks,
  ) {}

  async read(goodsIds: readonly string[]): Promise<Journeys> {
    const links = new Map<string, readonly Link[]>();
    let wanted = [...new Set(goodsIds)];
    // Ends without a limit on depth: each container is read once, also when goods are in themselves through others.
    const containers = new Set<string>();
    while (wanted.length > 0) {
      await this.addLinks(wanted, links);
      const around = containersIn(wanted.flatMap((goodsId) => links.get(goodsId) ?? []));
      for (const containerId of around) containers.add(containerId);
      wanted = around.filter((containerId) => !links.has(containerId));
    }
    // A unit that others are built into may be asked about itself, and is a container all the same.
    for (const containerId of containers) this.keep(containerId, links.get(containerId) ?? []);
    return new Journeys(links, this.until);
  }

  /** Of the containers that were read so far. */
  containersNamedBy(movementId: string): readonly string[] {
    return this.containersByMovement.get(movementId) ?? [];
  }

  /** Of a container that was read so far. */
  linksOf(containerId: string): readonly Link[] {
    return this.containers.get(containerId) ?? [];
  }

  private keep(containerId: string, links: readonly Link[]): void {
    if (this.containers.has(containerId)) return;
    this.containers.set(containerId, links);
    for (const { movementId } of links) {
      const named = this.containersByMovement.get(movementId);
      if (named) named.push(containerId);
      else this.containersByMovement.set(movementId, [containerId]);
    }
  }

  private async addLinks(goodsIds: readonly string[], links: Map<string, readonly Link[]>): Promise<void> {
    const found = await this.readLinks(goodsIds.filter((goodsId) => !this.containers.has(goodsId)));
    for (const goodsId of goodsIds) links.set(goodsId, this.containers.get(goodsId) ?? found.get(goodsId) ?? []);
  }
}

/** As many goods as are read at a time when there may be millions. */
const CHUNK = 10_000;

export function* chunksOf<Item>(items: readonly Item[], size = CHUNK): Iterable<Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}

function containersIn(links: readonly Link[]): string[] {
  const containers = new Set<string>();
  for (const { kind, containerId } of links) {
    if (containerId !== null && (kind === 'pack' || kind === 'unpack')) containers.add(containerId);
  }
  return [...containers];
}
