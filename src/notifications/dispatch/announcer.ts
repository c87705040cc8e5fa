const QUIET_MS = 500;

/** Says at once that a recall's progress changed, and then at most twice a second: a thousand mails are not a thousand events. */
export function announcer(announce: (recallId: string) => void): (recallId: string) => void {
  const quiet = new Map<string, { again: boolean }>();

  return function tell(recallId) {
    const since = quiet.get(recallId);
    if (since) {
      since.again = true;
      return;
    }
    const pause = { again: false };
    quiet.set(recallId, pause);
    announce(recallId);
    setTimeout(() => {
      quiet.delete(recallId);
      if (pause.again) tell(recallId);
    }, QUIET_MS).unref();
  };
}
