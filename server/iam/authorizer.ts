/** Casbin's answer to "may this role call this procedure", memoised: the policy is fixed for the life of the process. */
import { newEnforcer, newModelFromString, StringAdapter } from "casbin";
import type { Claims } from "../domain/iam/claims.ts";

export type Action = "query" | "mutation" | "subscription";

export class Authorizer {
  readonly #enforce: (role: string, object: string, action: string) => boolean;
  readonly #answers = new Map<string, boolean>();

  private constructor(enforce: (role: string, object: string, action: string) => boolean) {
    this.#enforce = enforce;
  }

  /** Reads `model.conf` and `policy.csv` beside this file. */
  static async load(): Promise<Authorizer> {
    const text = (name: string) => Bun.file(new URL(name, import.meta.url)).text();
    const enforcer = await newEnforcer(
      newModelFromString(await text("./model.conf")),
      new StringAdapter(await text("./policy.csv")),
    );
    return new Authorizer((role, object, action) => enforcer.enforceSync(role, object, action));
  }

  /** Whether `actor` may call the procedure at `path`. Unknown paths are denied. */
  allows(actor: Pick<Claims, "role">, path: string, action: Action): boolean {
    const key = `${actor.role}\n${path}\n${action}`;
    let answer = this.#answers.get(key);
    if (answer === undefined) {
      answer = this.#enforce(actor.role, path, action === "subscription" ? "subscribe" : action);
      this.#answers.set(key, answer);
    }
    return answer;
  }
}
