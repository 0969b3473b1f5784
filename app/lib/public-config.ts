import type { Role } from "../../server/domain/iam/claims.ts";

export interface DemoAccount {
  email: string;
  name: string;
  role: Role;
  organization: string;
}
/** What anyone may know before signing in: `GET /api/public/config`. */
export interface PublicConfig {
  demo: boolean;
  demoAccounts: DemoAccount[];
  version: string;
}

/** Reads the public configuration; null when the server cannot be reached. */
export async function fetchPublicConfig(): Promise<PublicConfig | null> {
  try {
    const response = await fetch("/api/public/config", { headers: { accept: "application/json" } });
    return response.ok ? ((await response.json()) as PublicConfig) : null;
  } catch {
    return null;
  }
}
