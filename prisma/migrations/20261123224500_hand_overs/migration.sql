-- A step handed over by link: who asked whom for what, and until when. The link's secret is kept as a hash alone.
CREATE TABLE "hand_overs" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "part" "part" NOT NULL,
    "step" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "reason" TEXT,
    "token_hash" TEXT NOT NULL,
    "created_by" UUID NOT NULL,
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "opened_at" TIMESTAMPTZ(3),
    "opened_by" UUID,
    "opened_by_name" TEXT,
    "checked_at" TIMESTAMPTZ(3),
    "withdrawn_at" TIMESTAMPTZ(3),
    "withdrawn_by_name" TEXT,

    CONSTRAINT "hand_overs_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "hand_overs_token_hash_key" ON "hand_overs"("token_hash");
CREATE INDEX "hand_overs_organisation_id_part_step_created_at_idx" ON "hand_overs"("organisation_id", "part", "step", "created_at" DESC);

ALTER TABLE "hand_overs"
  ADD CONSTRAINT "hand_overs_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "hand_overs_token_hashed" CHECK (token_hash ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT "hand_overs_reason_short" CHECK (length(reason) BETWEEN 1 AND 500),
  ADD CONSTRAINT "hand_overs_ends" CHECK (expires_at > created_at AND expires_at <= created_at + interval '30 days'),
  ADD CONSTRAINT "hand_overs_opener_known" CHECK ((opened_at IS NULL) = (opened_by IS NULL) AND (opened_at IS NULL) = (opened_by_name IS NULL)),
  ADD CONSTRAINT "hand_overs_withdrawer_known" CHECK ((withdrawn_at IS NULL) = (withdrawn_by_name IS NULL));

ALTER TABLE "hand_overs" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY in_scope ON "hand_overs"
  USING ((SELECT clavis_sees_all()) OR organisation_id = ANY ((SELECT clavis_organisations())::uuid[]));

GRANT SELECT, INSERT, UPDATE (opened_at, opened_by, opened_by_name, checked_at, withdrawn_at, withdrawn_by_name) ON "hand_overs" TO clavis_app;

-- The page to return to after sign-in may be such a link: it is sealed together with the verifier. A trip that is
-- under way while this runs starts again.
ALTER TABLE "sign_in_flows" DROP COLUMN "return_to";
