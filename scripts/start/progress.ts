export type Progress = {
  say(line: string): void;
  /** Says what begins, and how long it took when that is worth a line. */
  step<T>(label: string, work: () => Promise<T>): Promise<T>;
};

/** Progress as plain lines, so that it reads the same in a terminal and in a log. */
export function createProgress(write: (line: string) => void = console.log): Progress {
  return {
    say: write,
    async step(label, work) {
      const started = performance.now();
      write(`${label}…`);
      const result = await work();
      const seconds = (performance.now() - started) / 1000;
      if (seconds >= 1) write(`${label}: done in ${seconds.toFixed(1)} s`);
      return result;
    },
  };
}
