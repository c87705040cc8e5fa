/**
 * What is read of each part, in the parts' order, while the next `ahead` are being read: what works on one part does not wait
 * for the database, nor the database for it. A reading that fails is told when its turn comes.
 */
export async function* lookingAhead<Part, Read>(
  parts: Iterable<Part>,
  read: (part: Part) => Promise<Read>,
  ahead: number,
): AsyncIterable<Read> {
  const underWay: Promise<Read>[] = [];
  for (const part of parts) {
    const reading = read(part);
    // Heard by nobody when an earlier one failed, or no more was asked for.
    reading.catch(() => undefined);
    underWay.push(reading);
    if (underWay.length > ahead) yield (await underWay.shift()) as Read;
  }
  for (const reading of underWay) yield await reading;
}
