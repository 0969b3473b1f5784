import { credentialsSchema } from "../../domain/telematics/schema.ts";
import type { Sealer } from "../../sealing.ts";
import type { Source } from "./dealer-source.ts";
import { fetchPage, type FetchDeps } from "./fetch-page.ts";

export type SignIn = { ok: true; header: string | null } | { ok: false; error: string };

/** The Authorization header of a source's requests; with client credentials (RFC 6749, 4.4) a token is fetched first. */
export async function signInHeader(
  deps: FetchDeps & { sealer: Sealer },
  source: Pick<Source, "auth" | "credentials">,
): Promise<SignIn> {
  if (source.auth === "NONE") return { ok: true, header: null };
  if (!source.credentials) return { ok: false, error: "no_credentials" };
  const opened = await deps.sealer.open(source.credentials).catch(() => null);
  if (opened === null) return { ok: false, error: "credentials_unreadable" };
  const {
    username = "",
    password = "",
    token,
    tokenUrl,
    clientId = "",
    clientSecret = "",
    scope,
  } = credentialsSchema.parse(JSON.parse(opened));
  const basic = (name: string, secret: string) => `Basic ${Buffer.from(`${name}:${secret}`).toString("base64")}`;
  if (source.auth === "BASIC") return { ok: true, header: basic(username, password) };
  if (source.auth === "BEARER")
    return token ? { ok: true, header: `Bearer ${token}` } : { ok: false, error: "no_credentials" };
  if (!tokenUrl) return { ok: false, error: "no_credentials" };
  const answer = await fetchPage(deps, tokenUrl, {
    method: "POST",
    headers: {
      authorization: basic(encodeURIComponent(clientId), encodeURIComponent(clientSecret)),
      "content-type": "application/x-www-form-urlencoded",
      accept: "application/json",
    },
    body: new URLSearchParams({ grant_type: "client_credentials", ...(scope ? { scope } : {}) }).toString(),
  });
  if (!answer.ok) return { ok: false, error: `sign_in_${answer.error}` };
  try {
    const { access_token: access } = JSON.parse(new TextDecoder().decode(answer.bytes)) as { access_token?: unknown };
    return typeof access === "string" && access !== ""
      ? { ok: true, header: `Bearer ${access}` }
      : { ok: false, error: "sign_in_no_token" };
  } catch {
    return { ok: false, error: "sign_in_no_token" };
  }
}
