/** Hears how many of the units that an answer is about are through, of how many, if that is known. What it throws ends the work. */
export type Progress = (done: number, total: number | null) => Promise<void>;

export const unheard: Progress = () => Promise.resolve();
