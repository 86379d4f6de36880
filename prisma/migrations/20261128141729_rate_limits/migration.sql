-- CreateTable
CREATE TABLE "rate_limits" (
    "key" TEXT NOT NULL,
    "taken" INTEGER NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rate_limits_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "rate_limits_ends_at_idx" ON "rate_limits"("ends_at");

-- Counters: what a crash loses of them is missed by nobody.
ALTER TABLE "rate_limits" SET UNLOGGED;
GRANT SELECT, INSERT, UPDATE, DELETE ON "rate_limits" TO clavis_app;
