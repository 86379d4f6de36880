import { INPUT } from "@/components/ui/button-look";
import { describedBy, Field } from "@/components/ui/field";
import type { Words } from "@/components/ui/words";
import type { FormErrors, FormValues } from "./form-state";

export type FieldsProps = {
  values: FormValues;
  errors: FormErrors;
  change: (part: Partial<FormValues>) => void;
  blur: (field: keyof FormValues) => void;
  words: Words;
};

type TextName = { [K in keyof FormValues]: FormValues[K] extends boolean ? never : K }[keyof FormValues];
type Props = FieldsProps & {
  name: TextName;
  hint?: boolean;
  mono?: boolean;
  secret?: boolean;
  date?: boolean;
  list?: string;
  /** Instead of the error by its key: what to say, and a better value to take. */
  trouble?: { text: string } | null;
  offer?: { label: string; value: string } | null;
};

/** One text field of the form, checked when it is left. */
export function TextField({
  name,
  hint = false,
  mono = false,
  secret = false,
  date = false,
  list,
  trouble = null,
  offer = null,
  values,
  errors,
  change,
  blur,
  words: { t },
}: Props) {
  const error = trouble ? "trouble" : errors[name];
  return (
    <Field
      id={name}
      label={t(`organisationForm.${name}`)}
      hint={hint ? t(`organisationForm.${name}Hint`) : null}
      error={trouble ? trouble.text : error ? t(`errors.field.${error}`) : null}
    >
      <input
        id={name}
        type={secret ? "password" : date ? "date" : "text"}
        className={`${INPUT} ${mono ? "font-mono" : ""}`}
        value={values[name]}
        list={list}
        aria-invalid={Boolean(error)}
        aria-describedby={describedBy(name, { hint, error: Boolean(error) })}
        onChange={(event) => change({ [name]: event.target.value })}
        onBlur={() => blur(name)}
        autoComplete={secret ? "new-password" : "off"}
        spellCheck={false}
      />
      {offer ? (
        <button
          type="button"
          className="mt-1.5 block text-left text-xs break-all text-accent underline underline-offset-2"
          onClick={() => change({ [name]: offer.value })}
        >
          {offer.label}
        </button>
      ) : null}
    </Field>
  );
}
