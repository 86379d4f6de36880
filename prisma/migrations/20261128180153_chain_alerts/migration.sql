-- AlterEnum
ALTER TYPE "alert_source" ADD VALUE 'audit';

-- CreateIndex
CREATE UNIQUE INDEX "alerts_one_live_of_chain" ON "alerts"("organisation_id", "kind") WHERE ((kind = 'audit-chain'::text) AND (status <> 'resolved'::alert_status));
