/** How often a property is tried: `usual`, or as often as `PROPERTY_RUNS` says, for a long run at night. */
export function runs(usual: number): number {
  return Number(process.env['PROPERTY_RUNS'] ?? usual);
}
