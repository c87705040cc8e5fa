/** Answers `late()` when the work is not done in time. The work is not ended by this: its statements have limits of their own. */
export function withDeadline<Result>(work: Promise<Result>, ms: number, late: () => Result): Promise<Result> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      resolve(late());
    }, ms);
    work
      .finally(() => {
        clearTimeout(timer);
      })
      .then(resolve, reject);
  });
}
