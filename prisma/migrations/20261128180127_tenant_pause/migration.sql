-- AlterTable
ALTER TABLE "watches" ADD COLUMN     "tenant_held_until" TIMESTAMPTZ(3);
