-- AlterTable
ALTER TABLE "secrets" ADD COLUMN     "ends_on" DATE;
