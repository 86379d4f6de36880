"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useMemo, useState } from "react";
import { type Problem, problemOf, send } from "@/components/api/send";
import { BUTTON } from "@/components/ui/button-look";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { type Messages, wordsFrom } from "@/components/ui/words";
import type { OrganisationView } from "@/lib/cmk/views";
import { api, routes } from "@/lib/routes";
import { ConnectionPanel } from "./connection-panel";
import { CredentialFields } from "./credential-fields";
import { type FormErrors, type FormValues, toRequest, validate, valuesOf } from "./form-state";
import { OrganisationFields } from "./organisation-fields";

type Props = { organisation: OrganisationView | null; locale: string; messages: Messages };

/** Adds or changes an organisation, and tests the connection as soon as it is saved. */
export function OrganisationForm({ organisation: initial, locale, messages }: Props) {
  const words = useMemo(() => wordsFrom(locale, messages), [locale, messages]);
  const { t } = words;
  const { refresh } = useRouter();
  const [organisation, setOrganisation] = useState(initial);
  const [values, setValues] = useState(() => valuesOf(initial));
  const [errors, setErrors] = useState<FormErrors>({});
  const [replacing, setReplacing] = useState(initial?.adobeCredential === null || initial === null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const [saves, setSaves] = useState(0);
  // The tenant that owns the subscription, when it is not the one that was given.
  const [tenant, setTenant] = useState<string | null>(null);

  const change = (part: Partial<FormValues>) => {
    const next = { ...values, ...part };
    if (part.azureSubscriptionId !== undefined || part.azureTenantId !== undefined) setTenant(null);
    setValues(next);
    if (Object.keys(errors).length > 0) setErrors(validate(next, withCredential(next)));
  };
  // A new organisation may do without a credential for now; half of one is a mistake.
  const withCredential = (now: FormValues) => replacing && (now.clientId !== "" || now.clientSecret !== "");
  const blur = (field: keyof FormValues) => {
    if (values[field] === "") return;
    setErrors((current) => ({ ...current, [field]: validate(values, withCredential(values))[field] }));
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const found = validate(values, withCredential(values));
    setErrors(found);
    const [first] = Object.keys(found);
    if (first) return document.getElementById(first)?.focus();
    setBusy(true);
    setProblem(null);
    try {
      const request = toRequest(values, withCredential(values));
      const saved = organisation
        ? await send<OrganisationView>("PATCH", api.organisation(organisation.id), {
            body: { ...request, revision: organisation.revision },
          })
        : await send<OrganisationView>("POST", api.organisations(), { body: request });
      setOrganisation(saved);
      setValues(valuesOf(saved));
      setReplacing(saved.adobeCredential === null);
      setSaves((count) => count + 1);
      if (!initial) history.replaceState(null, "", routes.settings(saved.id));
      refresh();
    } catch (error) {
      const refused = problemOf(error);
      setProblem(refused);
      setErrors(
        Object.fromEntries(
          (refused.fields ?? []).map(({ field, reason }) => [field.split(".").at(-1), reason]),
        ),
      );
    } finally {
      setBusy(false);
    }
  };

  const fields = { values, errors, change, blur, words };
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_340px]">
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Card>
          <OrganisationFields {...fields} tenant={tenant} />
          <CredentialFields
            {...fields}
            stored={organisation?.adobeCredential ?? null}
            replacing={replacing}
            onReplace={() => setReplacing(true)}
          />
          <div className="space-y-3 border-t border-line p-5">
            {problem ? (
              problem.code === "CONFLICT" && !problem.fields ? (
                <Notice tone="bad" live="assertive" title={t("organisationForm.conflict")} />
              ) : (
                <ProblemNotice problem={problem} words={words} />
              )
            ) : null}
            {saves > 0 && !problem ? (
              <Notice tone="ok" live="polite" title={t("organisationForm.saved")} />
            ) : null}
            <button type="submit" className={BUTTON.main} disabled={busy} aria-busy={busy}>
              {busy
                ? t("step.applying")
                : t(organisation ? "organisationForm.save" : "organisationForm.create")}
            </button>
          </div>
        </Card>
      </form>
      {organisation ? (
        <ConnectionPanel
          key={saves}
          organisationId={organisation.id}
          atOnce={saves > 0}
          words={words}
          onTenant={setTenant}
        />
      ) : null}
    </div>
  );
}
