"use client";
import { usePathname } from "next/navigation";

/** The organisation that the address names, else the first one. */
export function useCurrentOrganisation<T extends { id: string }>(organisations: T[]): T | null {
  const id = usePathname().match(/^\/organisations\/([0-9a-f-]{36})/)?.[1];
  return organisations.find((organisation) => organisation.id === id) ?? organisations[0] ?? null;
}
