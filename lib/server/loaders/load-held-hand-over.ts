import "server-only";
import { cache } from "react";
import { openHandOver } from "@/lib/services/hand-over/open-hand-over";
import { onHandOverPage } from "../gates/page";

/** The step behind a hand-over's link, and who opened it: any secret that opens nothing is not found. */
export const loadHeldHandOver = cache((token: string) => onHandOverPage(token, openHandOver));
