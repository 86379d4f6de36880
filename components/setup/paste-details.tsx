"use client";
import { type ComponentProps, lazy, Suspense, useState } from "react";
import type { PasteAddress as Form } from "./paste-address";

const PasteAddress = lazy(() =>
  import("./paste-address").then((module) => ({ default: module.PasteAddress })),
);

/** Folded away; what it needs is loaded when it is opened. */
export function PasteDetails(props: ComponentProps<typeof Form>) {
  const [opened, setOpened] = useState(false);
  return (
    <details
      className="border-t border-line2"
      onToggle={(event) => event.currentTarget.open && setOpened(true)}
    >
      <summary className="px-4 py-3 text-xs text-ink2 hover:text-ink md:px-5">
        {props.words.t("step.addressPaste")}
      </summary>
      <div className="px-4 pb-4 md:px-5">
        {opened ? (
          <Suspense>
            <PasteAddress {...props} />
          </Suspense>
        ) : null}
      </div>
    </details>
  );
}
