import { Skeleton } from "@/components/ui/skeleton";

/** The page's outline while its content is on the way. */
export function LoadingPage({ lines }: { lines: number }) {
  return (
    <>
      <div className="h-14 border-b border-line bg-panel max-md:hidden" />
      <main id="content" aria-busy="true" className="flex-1 px-4 py-5 md:px-8 md:py-7">
        <div aria-hidden className="mb-6 h-8 w-72 max-w-full animate-pulse rounded bg-line" />
        <div className="space-y-5">
          <Skeleton lines={2} />
          <Skeleton lines={lines} />
        </div>
      </main>
    </>
  );
}
