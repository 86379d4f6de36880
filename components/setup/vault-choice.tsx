"use client";
import type { VaultChoice as Decision } from "@/lib/cmk/choices";
import { storeOfTier } from "@/lib/cmk/key-store";
import type { VaultCandidate } from "@/lib/cmk/views";
import { api } from "@/lib/routes";
import { vaultTarget } from "./address-target";
import { Choice, ChoiceList, reasonsOf } from "./choice-list";
import { PasteDetails } from "./paste-details";
import type { BodyProps } from "./step-body";
import { useCandidates } from "./use-candidates";
import { VaultFields } from "./vault-fields";

/** A new vault, or a vault or managed HSM that the person can see. */
export function VaultChoice({ actions, words }: BodyProps) {
  const { view, busy, choose } = actions;
  const { t } = words;
  const { vault } = view.choices.complete;
  const candidates = useCandidates<VaultCandidate>(api.vaults(view.organisation.id, view.step.part));
  const own: Decision = vault.mode === "create" ? vault : view.choices.suggested.vault;
  const tier = (sku: Decision["sku"] | null) =>
    t(
      sku === "managed-hsm"
        ? "step.tierManagedHsm"
        : `step.tier${sku === "premium" ? "Premium" : "Standard"}`,
    );
  return (
    <ChoiceList
      words={words}
      candidates={candidates}
      more={
        candidates.state === "listed" ? (
          <PasteDetails
            cloud={view.cloud}
            take={(address) => vaultTarget(address, view, candidates.list, choose)}
            busy={busy !== null}
            words={words}
          />
        ) : null
      }
    >
      <Choice
        name="vault"
        title={
          <>
            {t("step.newVault")} <span className="font-mono text-xs">{own.name}</span>
          </>
        }
        detail={`${own.location}, ${tier(own.sku)}, ${own.resourceGroup}`}
        fit="fits"
        reasons={[t("step.newVaultText")]}
        checked={vault.mode === "create"}
        disabled={busy !== null}
        onChoose={() => void choose({ vault: own })}
        words={words}
      >
        <VaultFields
          key={view.choices.revision}
          initial={own}
          taken={takenName(view)}
          busy={busy !== null}
          words={words}
          onSave={(next) => void choose({ vault: next })}
        />
      </Choice>
      {candidates.state === "listed"
        ? candidates.list.map((candidate) => (
            <Existing
              key={candidate.vault.id}
              candidate={candidate}
              chosen={vault}
              busy={busy !== null}
              choose={choose}
              words={words}
              tier={tier(candidate.vault.sku)}
            />
          ))
        : null}
    </ChoiceList>
  );
}

/** The chosen name, when it is somebody else's or held by a vault that was deleted elsewhere; with one that was free. */
function takenName({ choices, facts, step }: BodyProps["actions"]["view"]) {
  const { outcome } = step;
  const vault = facts.vault && "value" in facts.vault ? facts.vault.value : null;
  if (outcome.kind !== "needs" || outcome.what !== "choose-free-name" || !vault || vault.exists) return null;
  return { name: choices.complete.vault.name, free: vault.taken?.freeName ?? null };
}

type ExistingProps = Pick<BodyProps, "words"> & {
  candidate: VaultCandidate;
  chosen: Decision;
  busy: boolean;
  choose: BodyProps["actions"]["choose"];
  tier: string;
};

function Existing({ candidate, chosen, busy, choose, words, tier }: ExistingProps) {
  const { vault, keyCount } = candidate;
  const keys =
    keyCount === null ? words.t("step.keysUnknown") : words.t("step.keysInVault", { count: keyCount });
  const decision: Decision = {
    mode: "adopt",
    name: vault.name,
    resourceGroup: vault.resourceGroup,
    location: vault.location,
    sku: vault.sku ?? "standard",
  };
  return (
    <Choice
      name="vault"
      title={<span className="font-mono text-xs">{vault.name}</span>}
      detail={`${vault.location}, ${tier}, ${keys}`}
      fit={candidate.fit}
      reasons={reasonsOf(candidate, words)}
      checked={
        chosen.mode === "adopt" &&
        chosen.name.toLowerCase() === vault.name.toLowerCase() &&
        storeOfTier(chosen.sku) === storeOfTier(vault.sku)
      }
      disabled={busy}
      onChoose={() => void choose({ vault: decision })}
      words={words}
    />
  );
}
