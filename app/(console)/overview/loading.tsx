import { LoadingPage } from "@/components/layout/loading-page";

export default function Loading() {
  return <LoadingPage lines={10} />;
}
