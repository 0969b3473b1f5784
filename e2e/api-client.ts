/** The API as a stranger's program uses it: over HTTP, with what the documentation promises and nothing else. */
import { expect } from "bun:test";
import type { Me } from "../server/domain/iam/me.ts";
import type { Problem } from "../server/problem.ts";
import { sharedServer } from "./harness/server.ts";

/** With a server to seed, should this file be the first to ask for one. */
export const OPENS_WITHIN_MS = 240_000;
export const WITHIN_MS = 60_000;

export type Page<T> = { items: T[]; nextCursor: string | null };
export type Answer<T> = { status: number; body: T; text: string; headers: Headers };
type Mail = { to: string; subject: string; text: string; otp?: string };
export type Body = Record<string, unknown>;

export const newId = () => Bun.randomUUIDv7();

export class Api {
  readonly url: string;
  readonly #tokens = new Map<string, Promise<string>>();

  constructor(url: string) {
    this.url = url;
  }

  /** Sends a request to any path. An object becomes JSON; a string goes as it is. */
  async send<T = Problem>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const isJson = body !== undefined && typeof body !== "string" && !(body instanceof Uint8Array);
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: { ...(isJson ? { "content-type": "application/json" } : {}), ...headers },
      body: isJson ? JSON.stringify(body) : ((body as BodyInit | undefined) ?? null),
      redirect: "manual",
    });
    const text = await response.text();
    let read: unknown = text;
    try {
      read = JSON.parse(text);
    } catch {
      // Not everything is JSON; then the text is the body.
    }
    return { status: response.status, body: read as T, text, headers: response.headers };
  }

  /** A call under /api/v1 as somebody (an e-mail address of the demo), or as nobody. */
  async rest<T = Problem>(
    who: string | null,
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) {
    const bearer: Record<string, string> = who ? { authorization: `Bearer ${await this.token(who)}` } : {};
    return this.send<T>(method, `/api/v1${path}`, body, { ...bearer, ...headers });
  }

  /** The body of an answer that has to be 200. */
  async get<T>(who: string, path: string): Promise<T> {
    return good(await this.rest<T>(who, "GET", path), path);
  }

  async post<T>(who: string, path: string, body: Body): Promise<T> {
    return good(await this.rest<T>(who, "POST", path, body), path);
  }

  /** All pages of a list. */
  async all<T>(who: string, path: string, limit = 500): Promise<T[]> {
    const items: T[] = [];
    let cursor: string | null = null;
    do {
      const more: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : "";
      const page: Page<T> = await this.get<Page<T>>(
        who,
        `${path}${path.includes("?") ? "&" : "?"}limit=${limit}${more}`,
      );
      items.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor);
    return items;
  }

  mails(to: string): Promise<Mail[]> {
    return this.send<Mail[]>("GET", `/dev/mailbox.json?to=${encodeURIComponent(to)}`).then(({ body }) => body);
  }

  /** Asks for a code and reads it from the mailbox. */
  async code(email: string): Promise<string> {
    good(await this.send("POST", "/api/v1/auth/otp", { email }), "/auth/otp");
    const [mail] = await this.mails(email);
    return mail!.otp!;
  }

  /** A token, by one-time code; asked for once. */
  token(email: string): Promise<string> {
    const known = this.#tokens.get(email);
    if (known) return known;
    const asked = this.#signIn(email);
    this.#tokens.set(email, asked);
    return asked;
  }

  async #signIn(email: string): Promise<string> {
    const answer = await this.send<{ token: string }>("POST", "/api/v1/auth/verify", {
      email,
      otp: await this.code(email),
    });
    return good(answer, "/auth/verify").token;
  }

  /** A session cookie, by the demo's button. */
  async cookie(email: string): Promise<string> {
    const answer = await this.send("POST", "/api/auth/demo/sign-in", { email });
    good(answer, "demo sign-in");
    return answer.headers
      .getSetCookie()
      .map((cookie) => cookie.split(";", 1)[0])
      .join("; ");
  }

  async me(who: string): Promise<Me> {
    const answer = await this.send<{ result: { data: Me } }>("GET", "/api/trpc/iam.me", undefined, {
      authorization: `Bearer ${await this.token(who)}`,
    });
    return good(answer, "iam.me").result.data;
  }
}

function good<T>(answer: Answer<T>, what: string): T {
  if (answer.status !== 200) throw new Error(`${what}: ${answer.status} ${answer.text}`);
  return answer.body;
}

let shared: Promise<Api> | undefined;

/** The API of the seeded server that all files of a run share. */
export const sharedApi = (): Promise<Api> => (shared ??= sharedServer().then(({ url }) => new Api(url)));

/** Expects a refusal in the documented shape and returns it. */
export function refused(answer: Answer<unknown>, status: number, code: string): Problem {
  const problem = answer.body as Problem;
  expect({ status: answer.status, code: problem.code }).toEqual({ status, code: code as Problem["code"] });
  expect(answer.headers.get("content-type")).toStartWith("application/problem+json");
  expect(problem).toMatchObject({
    type: `urn:smart-rental:error:${code}`,
    status,
    instance: `urn:smart-rental:request:${answer.headers.get("x-request-id")}`,
  });
  expect(problem.detail).toMatch(/^[A-Z].+\.$/);
  return problem;
}

/** A refusal without what names the request, to compare two that must look alike. */
export const likeness = ({ status, text, body }: Answer<unknown>) => ({
  status,
  text: text.replace((body as Problem).instance!, ""),
});
