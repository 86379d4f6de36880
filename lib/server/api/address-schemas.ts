import "server-only";
import { z } from "zod";
import { GUID_PATTERN } from "@/lib/cmk/ids";
import { findStep, PART_IDS, type StepId } from "@/lib/cmk/parts";

const org = z.string().regex(GUID_PATTERN).describe("Id of the organisation");
const part = z.enum(PART_IDS).describe("AEP or CJA part");

/** Parameters of addresses, by what they name. */
export const organisationAddress = z.object({ org });
export const partAddress = z.object({ org, part });
export const stepAddress = z
  .object({ org, part, step: z.string().describe("Step of the part") })
  .refine((address) => findStep(address.part, address.step) !== null)
  .transform((address) => ({ ...address, step: address.step as StepId }));
