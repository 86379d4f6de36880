import "server-only";
import type { SendMail } from "@/lib/cmk/mail/send-mail";
import type { ReportWords } from "@/lib/render/report-sections";
import type { WideContext } from "../wide-context";

/** What a report by mail takes, of this installation. */
export type ReportTools = {
  /** Whether there is a mail server at all. */
  mail: boolean;
  sendMail: SendMail;
  wordsOf(locale: string): ReportWords;
  /** A person as they stand now, over the organisations that they may read; throws NOT_FOUND when they are gone. */
  readerOf(userId: string): Promise<WideContext>;
  linkTo: { compliance(): string; end(token: string): string };
};
