/** What a status means, never by colour alone: the chip carries its word. */
export type Tone = "good" | "wait" | "bad" | "neutral";

/** A table's cell: a text, or a status with its word. */
export type Cell = string | { tone: Tone; text: string };

export type Column = {
  label: string;
  /** Its share of the width; 1 unless told. */
  share?: number;
  align?: "left" | "right";
};

/** A drawing in points from its upper left corner: paths in SVG's language, texts at their baseline. */
export type Drawing = {
  width: number;
  height: number;
  paths: { d: string; fill?: string; stroke?: string; strokeWidth?: number }[];
  texts: { x: number; y: number; text: string; align?: "left" | "center" | "right"; size?: number }[];
};

/** What a page is built of, from top to bottom. Texts may hold anything: what a font lacks is spelled out. */
export type Block =
  | { kind: "heading"; level: 2 | 3; text: string }
  | { kind: "paragraph"; text: string; muted?: boolean }
  | { kind: "status"; tone: Tone; word: string; text: string }
  /** Large figures side by side, at most four. */
  | { kind: "figures"; list: { value: string; label: string; note?: string }[] }
  /** Names and their values, one under the other. */
  | { kind: "values"; list: { label: string; value: string }[] }
  | { kind: "table"; columns: Column[]; rows: Cell[][] /** Said instead of no rows. */; empty: string }
  | {
      kind: "drawing";
      drawing: Drawing /** The same in words, for whoever does not see it. */;
      alternative: string;
    }
  | { kind: "page-break" };

export type PdfContent = {
  title: string;
  subtitle: string;
  /** BCP 47: read out by screen readers. */
  language: string;
  /** The time that the file says it was made at: the same content and time give the same bytes. */
  at: Date;
  /** At the foot of every page, left. */
  footer: string;
  /** At the foot, right: "Page 1 of 3" in the reader's language. */
  page: (number: number, of: number) => string;
  blocks: Block[];
};
