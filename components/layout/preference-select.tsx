"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { savePreference } from "./save-preference";

type Props = {
  name: "locale" | "theme";
  label: string;
  options: { value: string; label: string }[];
  value: string;
  signedIn: boolean;
};

/** Saves the choice in this browser at once, and with the account when there is one. */
export function PreferenceSelect({ name, label, options, value, signedIn }: Props) {
  const { refresh } = useRouter();
  const [shown, setShown] = useState(value);
  const choose = async (next: string) => {
    setShown(next);
    await savePreference(name, next, signedIn);
    refresh();
  };
  return (
    <select
      aria-label={label}
      value={shown}
      onChange={(event) => void choose(event.target.value)}
      className="rounded-md border border-transparent bg-transparent px-1.5 py-1 text-[13px] text-ink2 hover:border-line"
    >
      {options.map((option) => (
        <option key={option.value} value={option.value} className="bg-panel text-ink">
          {option.label}
        </option>
      ))}
    </select>
  );
}
