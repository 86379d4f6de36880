-- CreateTable
CREATE TABLE "signing_keys" (
    "id" TEXT NOT NULL,
    "algorithm" TEXT NOT NULL,
    "jwk" JSONB NOT NULL,
    "source" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "signing_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "evidence_packs" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "moment" TIMESTAMPTZ(3) NOT NULL,
    "locale" TEXT NOT NULL,
    "masked" BOOLEAN NOT NULL,
    "made_by" UUID NOT NULL,
    "made_by_name" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "key_id" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "size" INTEGER NOT NULL,

    CONSTRAINT "evidence_packs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "evidence_chunks" (
    "pack_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "organisation_id" UUID NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "evidence_chunks_pkey" PRIMARY KEY ("pack_id","position")
);

-- CreateTable
CREATE TABLE "vendor_answers" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "part" "part" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "vendor" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "status" INTEGER NOT NULL,
    "body" TEXT NOT NULL,
    "truncated" BOOLEAN NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "vendor_answers_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "evidence_packs_organisation_id_made_at_idx" ON "evidence_packs"("organisation_id", "made_at" DESC);

-- CreateIndex
CREATE INDEX "vendor_answers_organisation_id_part_method_address_at_idx" ON "vendor_answers"("organisation_id", "part", "method", "address", "at" DESC);

-- CreateIndex
CREATE INDEX "vendor_answers_organisation_id_at_idx" ON "vendor_answers"("organisation_id", "at" DESC);

-- AddForeignKey
ALTER TABLE "evidence_packs" ADD CONSTRAINT "evidence_packs_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence_chunks" ADD CONSTRAINT "evidence_chunks_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence_chunks" ADD CONSTRAINT "evidence_chunks_pack_id_fkey" FOREIGN KEY ("pack_id") REFERENCES "evidence_packs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "vendor_answers" ADD CONSTRAINT "vendor_answers_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema files cannot say.
ALTER TABLE "evidence_packs"
  ADD CONSTRAINT "evidence_packs_hash" CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT "evidence_packs_size" CHECK (size > 0),
  ADD CONSTRAINT "evidence_packs_past" CHECK (moment <= made_at);
ALTER TABLE "vendor_answers"
  ADD CONSTRAINT "vendor_answers_bounded" CHECK (length(body) <= 32768);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['evidence_packs', 'evidence_chunks', 'vendor_answers']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY in_scope ON %I USING ((SELECT clavis_sees_all())
      OR organisation_id = ANY ((SELECT clavis_organisations())::uuid[]))', name);
  END LOOP;
END
$$;

-- Nothing of it is ever changed: a pack is evidence, and a public key that is gone makes older packs worthless.
GRANT SELECT, INSERT ON "signing_keys", "evidence_packs", "evidence_chunks", "vendor_answers" TO clavis_app;
