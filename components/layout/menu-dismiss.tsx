"use client";
import { usePathname } from "next/navigation";
import { useEffect } from "react";

/** Native menus (`details[data-menu]`) close on Escape, on a click elsewhere, and, like the side bar, when the page changes. */
export function MenuDismiss() {
  const path = usePathname();
  useEffect(() => {
    const open = () => document.querySelectorAll<HTMLDetailsElement>("details[data-menu][open]");
    const closeOthers = (event: Event) => {
      for (const menu of open()) if (!menu.contains(event.target as Node)) menu.open = false;
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      for (const menu of open()) {
        if (menu.contains(document.activeElement)) menu.querySelector("summary")?.focus();
        menu.open = false;
      }
    };
    document.addEventListener("click", closeOthers);
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("click", closeOthers);
      document.removeEventListener("keydown", onKey);
    };
  }, []);
  useEffect(() => {
    if (!path) return;
    for (const menu of document.querySelectorAll<HTMLDetailsElement>("details[data-menu][open]"))
      menu.open = false;
    const bar = document.getElementById("menu");
    if (bar?.matches(":popover-open")) bar.hidePopover();
  }, [path]);
  return null;
}
