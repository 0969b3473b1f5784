/** The routes under /auth, which are not procedures because they come before there is a caller. */
import { z } from "zod";
import { clientTokenInput, clientTokenOutput } from "../domain/credentials/client.ts";
import {
  passkeyLoginInput,
  passkeyRegisterInput,
  requestCodeInput,
  requestCodeOutput,
  switchInput,
  tokenOutput,
  verifyCodeInput,
} from "../domain/iam/sign-in.ts";
import { jsonSchemaOf } from "./json-schema.ts";
import { json, problems, type Hoist, type OpenApiOperation } from "./openapi-model.ts";

type AuthRoute = {
  path: string;
  summary: string;
  description?: string;
  body?: z.ZodType;
  result?: z.ZodType;
  statuses: readonly number[];
  signedIn?: boolean;
};

const anyJson = z.record(z.string(), z.unknown());
const passkeyResult = anyJson.describe(
  "The options for the authenticator, as WebAuthn defines them, or what came of the verification.",
);

const ROUTES: readonly AuthRoute[] = [
  {
    path: "/auth/otp",
    summary: "Send a sign-in code by e-mail",
    description: "Voids the code sent before.",
    body: requestCodeInput,
    result: requestCodeOutput,
    statuses: [400, 422, 429],
  },
  {
    path: "/auth/verify",
    summary: "Sign in with a code",
    description: "Answers with a token and sets the session cookie. Five wrong guesses void the code.",
    body: verifyCodeInput,
    result: tokenOutput,
    statuses: [400, 401, 403, 422, 429],
  },
  {
    path: "/auth/token",
    summary: "Exchange a program's key for a token",
    description: "The key is made under API clients. Revoking it ends its tokens at once.",
    body: clientTokenInput,
    result: clientTokenOutput,
    statuses: [400, 401, 422, 429],
  },
  {
    path: "/auth/switch",
    summary: "Act for another organisation",
    body: switchInput,
    result: tokenOutput,
    statuses: [400, 401, 403, 422],
    signedIn: true,
  },
  {
    path: "/auth/passkey/register",
    summary: "Add a passkey",
    description: "In two steps, for a client that keeps cookies.",
    body: passkeyRegisterInput,
    result: passkeyResult,
    statuses: [400, 401, 403, 422],
    signedIn: true,
  },
  {
    path: "/auth/passkey/login",
    summary: "Sign in with a passkey",
    description: "In two steps, for a client that keeps cookies; the second answers as /auth/verify does.",
    body: passkeyLoginInput,
    result: passkeyResult,
    statuses: [400, 401, 403, 422, 429],
  },
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
      "200": result
        ? { description: "Done.", content: json(hoist(jsonSchemaOf(result, "output"), "output")) }
        : { description: "Done." },
      ...problems([...statuses, 500, 503]),
    },
  }));
}
