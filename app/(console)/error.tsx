"use client";
import { FailurePage } from "@/components/ui/failure-page";

export default function ConsoleError({
  error,
  retry,
}: {
  error: Error & { digest?: string };
  retry: () => void;
}) {
  return <FailurePage reference={error.digest} retry={retry} />;
}
