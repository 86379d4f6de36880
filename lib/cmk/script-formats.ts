/** The forms in which a plan can be handed over, in the order in which they are shown. */
export const SCRIPT_FORMATS = ["az", "powershell", "bicep", "terraform", "portal"] as const;
export type ScriptFormat = (typeof SCRIPT_FORMATS)[number];
