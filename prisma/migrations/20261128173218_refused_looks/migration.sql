-- CreateTable
CREATE TABLE "refused_looks" (
    "organisation_id" UUID NOT NULL,
    "part" "part" NOT NULL,
    "subject" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "failure" JSONB NOT NULL,

    CONSTRAINT "refused_looks_pkey" PRIMARY KEY ("organisation_id","part","subject")
);

-- AddForeignKey
ALTER TABLE "refused_looks" ADD CONSTRAINT "refused_looks_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema files cannot say.
ALTER TABLE "refused_looks" ADD CONSTRAINT "refused_looks_times" CHECK (at >= since);
ALTER TABLE "refused_looks" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY in_scope ON "refused_looks" USING ((SELECT clavis_sees_all())
  OR organisation_id = ANY ((SELECT clavis_organisations())::uuid[]));
GRANT SELECT, INSERT, UPDATE, DELETE ON "refused_looks" TO clavis_app;
