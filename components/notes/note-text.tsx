import { piecesOf } from "@/lib/cmk/notes/mentions";

type Props = { text: string; mentions: Readonly<Record<string, string>>; className?: string };

/** What somebody wrote: plain text, with its line breaks; whom it mentions by name. */
export function NoteText({ text, mentions, className = "" }: Props) {
  return (
    <p className={`whitespace-pre-wrap [overflow-wrap:anywhere] ${className}`}>
      {piecesOf(text, mentions).map((piece) =>
        piece.mention ? (
          <span key={piece.at} className="rounded bg-accentsoft px-1 text-accent">
            {piece.text}
          </span>
        ) : (
          piece.text
        ),
      )}
    </p>
  );
}
