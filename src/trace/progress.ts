/** Hears how many of the units that an answer is about are through. What it throws ends the work. */
export type Progress = (done: number, total: number) => Promise<void>;

export const unheard: Progress = () => Promise.resolve();
