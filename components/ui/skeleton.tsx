/** Grey bars while something loads. `lines`: how many rows to hint at. */
export function Skeleton({ lines = 4 }: { lines?: number }) {
  return (
    <div aria-hidden className="animate-pulse space-y-3 rounded-xl border border-line bg-panel p-5">
      <div className="h-4 w-2/5 rounded bg-line" />
      {Array.from({ length: lines }, (_, index) => (
        <div key={`line-${index + 1}`} className="h-3 rounded bg-line2" />
      ))}
    </div>
  );
}
