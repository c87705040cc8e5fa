/** How often a property is tried: `usual`, or as often as `PROPERTY_RUNS` says, for a long run at night. */
export function runs(usual: number): number {
  return Number(process.env['PROPERTY_RUNS'] ?? usual);
}

/** How often, or how long, a fault is made: `usual`, or `full` with `FAULTS=full`, which takes half an hour. */
export function faults(usual: number, full: number): number {
  return process.env['FAULTS'] === 'full' ? full : usual;
}
