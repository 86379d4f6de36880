import pg from "pg";

export type Provisioned = { ownerUrl: string; appUrl: string };

export type Passwords = { owner: string; app: string };

async function ensureLogin(client: pg.Client, role: string, password: string): Promise<void> {
  const name = client.escapeIdentifier(role);
  const known = await client.query("select 1 from pg_roles where rolname = $1", [role]);
  if (known.rowCount === 0) await client.query(`create role ${name}`);
  const attributes = "login nosuperuser nobypassrls nocreatedb nocreaterole noreplication";
  await client.query(`alter role ${name} with ${attributes} password ${client.escapeLiteral(password)}`);
}

function urlFor(superuserUrl: string, role: string, password: string, database: string): string {
  const url = new URL(superuserUrl);
  url.username = role;
  url.password = encodeURIComponent(password);
  url.pathname = `/${database}`;
  return url.href;
}

/**
 * Makes the two roles and the database. clavis_owner owns the tables and is used for migrations only;
 * clavis_app owns nothing and cannot bypass row-level security: it is what the servers connect as.
 */
export async function provisionDatabase(
  superuserUrl: string,
  passwords: Passwords,
  database = "clavis",
): Promise<Provisioned> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    await ensureLogin(client, "clavis_owner", passwords.owner);
    await ensureLogin(client, "clavis_app", passwords.app);
    // Lets a migration hand clavis_app a schema of its own (the job queue's) without inheriting its rights.
    await client.query("grant clavis_app to clavis_owner with inherit false, set true");
    const name = client.escapeIdentifier(database);
    const known = await client.query("select 1 from pg_database where datname = $1", [database]);
    if (known.rowCount === 0) await client.query(`create database ${name} owner clavis_owner`);
    await client.query(`revoke all on database ${name} from public`);
    await client.query(`grant connect on database ${name} to clavis_app`);
  } finally {
    await client.end();
  }
  return {
    ownerUrl: urlFor(superuserUrl, "clavis_owner", passwords.owner, database),
    appUrl: urlFor(superuserUrl, "clavis_app", passwords.app, database),
  };
}
