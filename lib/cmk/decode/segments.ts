const MAXIMUM_SEGMENTS = 40;

/** Where one error ends and the next begins: a line that names an error, or the next object of a list of errors. */
const STARTS = [
  /\n[ >*-]{0,8}(?=(?:Error|ERROR|error|Erreur|Exception)\b[ :(]|AADSTS\d{4,8}\b)/g,
  /[[,}\n]\s{0,12}(?=\{\s{0,12}"(?:error|code)"\s{0,4}:)/g,
];

/** A readable text cut into its errors, in order. At least one piece; the last takes what is beyond the limit. */
export function segmentsOf(text: string): string[] {
  const cuts = STARTS.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => match.index + match[0].length),
  );
  const sorted = [...new Set(cuts)].sort((left, right) => left - right).slice(0, MAXIMUM_SEGMENTS - 1);
  const edges = [0, ...sorted, text.length];
  const pieces = edges.slice(0, -1).map((from, index) => text.slice(from, edges[index + 1]));
  return pieces.filter((piece) => piece.trim() !== "");
}
