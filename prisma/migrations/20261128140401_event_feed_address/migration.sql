-- AlterTable
ALTER TABLE "event_feeds" ADD COLUMN     "address_hash" TEXT,
ADD COLUMN     "address_made_at" TIMESTAMPTZ(3),
ADD COLUMN     "leased_until" TIMESTAMPTZ(3),
ADD COLUMN     "poll_due_at" TIMESTAMPTZ(3),
ADD COLUMN     "problem" JSONB,
ADD COLUMN     "revision" INTEGER NOT NULL DEFAULT 1;

-- CreateIndex
CREATE UNIQUE INDEX "alerts_one_live_of_adobe" ON "alerts"("organisation_id", "kind") WHERE ((source = 'adobe'::alert_source) AND (status <> 'resolved'::alert_status));

-- CreateIndex
CREATE INDEX "event_feeds_poll_due_at_idx" ON "event_feeds"("poll_due_at");

ALTER TABLE "event_feeds" ADD CONSTRAINT "event_feeds_address_hashed" CHECK (address_hash ~ '^[0-9a-f]{64}$');
