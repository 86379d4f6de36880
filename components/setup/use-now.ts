"use client";
import { useEffect, useState } from "react";

/** The time, every `seconds`. Starts with the server's, so that the first drawing is the same on both sides. */
export function useNow(initial: string, seconds: number): string {
  const [now, setNow] = useState(initial);
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date().toISOString()), seconds * 1000);
    return () => clearInterval(timer);
  }, [seconds]);
  return now;
}
