/** The message that names a framework: its id without dots, which would lead a level deeper. */
export function frameworkKey(framework: string): string {
  return `frameworks.${framework.replaceAll(".", "_")}`;
}
