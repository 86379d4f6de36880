import type { Words } from "@/components/ui/words";

/** What an action is called; its own name where nobody has worded it. */
export function actionWord(action: string, { t, has }: Words): string {
  return has(`audit.actions.${action}`) ? t(`audit.actions.${action}`) : action;
}
