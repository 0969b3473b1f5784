/** The routes under /auth, which are not procedures because they come before there is a caller. */
import { z } from "zod";
import { claimsSchema } from "../domain/iam/claims.ts";
import { jsonSchemaOf } from "./json-schema.ts";
import { json, problems, type Hoist, type OpenApiOperation } from "./openapi-model.ts";

type AuthRoute = { path: string; summary: string; description?: string; body?: z.ZodType; result?: z.ZodType; statuses: readonly number[]; signedIn?: boolean };

const email = z.email();
const orgId = z.uuid().describe("Organisation to act for, where a person belongs to several.");
const token = z.object({ token: z.string().describe("JWT for the Authorization header."), claims: claimsSchema.nullish() });
const webauthn = z.record(z.string(), z.unknown()).describe("As WebAuthn defines it, in its JSON form.");

const ROUTES: readonly AuthRoute[] = [
  { path: "/auth/otp", summary: "Send a sign-in code by e-mail", description: "Voids the code sent before. The answer is the same whether the account exists or not.", body: z.object({ email }), statuses: [400, 422, 429] },
  {
    path: "/auth/verify",
    summary: "Sign in with a code",
    description: "Answers with a JWT and sets the session cookie. Five wrong guesses void the code.",
    body: z.object({ email, otp: z.string(), orgId: orgId.optional() }),
    result: token,
    statuses: [400, 401, 403, 422, 429],
  },
  { path: "/auth/switch", summary: "Act for another organisation", body: z.object({ orgId }), result: token, statuses: [400, 401, 403, 422], signedIn: true },
  { path: "/auth/passkey/register", summary: "Add a passkey", description: "First with an empty body for the options, then with the authenticator's response.", body: webauthn, result: webauthn, statuses: [400, 401, 422], signedIn: true },
  { path: "/auth/passkey/login", summary: "Sign in with a passkey", description: "First with an empty body for the options, then with the authenticator's response.", body: webauthn, result: webauthn, statuses: [400, 401, 422, 429] },
];

/** The operations of {@link ROUTES} for the document. */
export function authOperations(hoist: Hoist): (OpenApiOperation & { path: string; method: string })[] {
  return ROUTES.map(({ path, summary, description, body, result, statuses, signedIn }) => ({
    path,
    method: "post",
    operationId: path.slice(1).replaceAll("/", "."),
    summary,
    ...(description ? { description } : {}),
    tags: ["auth"],
    ...(signedIn ? {} : { security: [] }),
    ...(body ? { requestBody: { required: true, content: json(hoist(jsonSchemaOf(body, "input"), "input")) } } : {}),
    responses: {
      "200": result ? { description: "Done.", content: json(hoist(jsonSchemaOf(result, "output"), "output")) } : { description: "Done." },
      ...problems([...statuses, 500, 503]),
    },
  }));
}
