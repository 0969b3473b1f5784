/** A copy of the tree with a database of its own, in which things may be broken. What it breaks it mends, and looks whether it did. */
import { cp, mkdir, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { openOwnerPool, targetOf, type Pool } from "../../db/client.ts";
import { sqlState } from "../../db/tenancy.ts";
import type { Mutant, Suite } from "./mutant.ts";

const LEFT_OUT = new Set([".git", ".data", "dist", "node_modules", "test-results", ".cache"]);
/** Tests leave rows, and more rows make them slower. */
const MUTANTS_PER_DATABASE = 60;
const TEST_TIMEOUT_MS = 60_000;

export type Run = { failed: string | null; output: string };

/** Syntax, unknown operator, wrong type: an exact replacement has made no program. */
const NO_PROGRAM = new Set(["42601", "42883", "42804"]);
/** A breakage that PostgreSQL does not take: there is nothing to notice. */
export class StillbornError extends Error {}

export class Workshop {
  readonly #root: string;
  readonly folder: string;
  #database: { env: Record<string, string>; pool: Pool; close: () => Promise<void> } | null = null;
  #whole = "";
  #worked = 0;

  private constructor(root: string, folder: string) {
    this.#root = root;
    this.folder = folder;
  }

  static async open(root: string, folder: string): Promise<Workshop> {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    await cp(root, folder, {
      recursive: true,
      filter: (source) => !LEFT_OUT.has(source.slice(root.length).split("/")[0]!),
    });
    await symlink(join(root, "node_modules"), join(folder, "node_modules"));
    await cp(join(root, ".cache"), join(folder, ".cache"), { recursive: true }).catch(() => {});
    const workshop = new Workshop(root, folder);
    await workshop.#openDatabase();
    return workshop;
  }

  /** A connection of the database's owner. */
  get owner(): Pool {
    if (!this.#database) throw new Error("the database is closed");
    return this.#database.pool;
  }

  /** Breaks, tests, mends. Returns the first test that failed and its suite, null if none did. */
  async judge(mutant: Mutant): Promise<{ killer: string; suite: Suite } | null> {
    if (++this.#worked % MUTANTS_PER_DATABASE === 0) await this.#renewDatabase();
    const mend = "apply" in mutant ? await this.#alter(mutant.apply, mutant.undo) : await this.#edit(mutant.edits);
    try {
      for (const [at, suite] of mutant.suites.entries()) {
        const { failed } = await this.run(suite);
        // The nearest tests are short and steady. What none of them notices has to be noticed twice, so that no chance counts.
        if (failed && (at === 0 || (await this.run(suite)).failed)) return { killer: failed, suite };
      }
      return null;
    } finally {
      await mend();
    }
  }

  /** Runs tests until the first that fails. */
  async run({ files, only, env = {} }: Suite): Promise<Run> {
    const child = Bun.spawn(
      [
        "bun",
        "test",
        "--bail=1",
        `--timeout=${TEST_TIMEOUT_MS}`,
        ...(only ? ["-t", only] : []),
        ...files.map((file) => `./${file}`),
      ],
      {
        cwd: this.folder,
        env: { ...process.env, ...this.#database?.env, FUZZ_CALLS: "1500", ...env },
        stdout: "pipe",
        stderr: "pipe",
      },
    );
    const [stdout, stderr, code] = await Promise.all([
      new Response(child.stdout).text(),
      new Response(child.stderr).text(),
      child.exited,
    ]);
    const output = stdout + stderr;
    if (code === 0) return { failed: null, output };
    const fault = /^\(fail\) (.+?)(?: \[[\d.]+ ?m?s\])?$/m.exec(output);
    const before = output.slice(0, fault?.index ?? output.length);
    const file = [...before.matchAll(/^([\w./-]+\.(?:db\.)?test\.tsx?):$/gm)].at(-1)?.[1] ?? files.join(", ");
    if (/had no matches|no tests? files?/i.test(output))
      throw new Error(`no tests in ${files.join(", ")}\n${output.slice(-500)}`);
    return { failed: `${file}: ${fault?.[1] ?? "does not get as far as its tests"}`, output };
  }

  async #alter(apply: string, undo: string): Promise<() => Promise<void>> {
    await this.#asOwner(apply);
    return async () => {
      await this.#asOwner(undo);
      if ((await this.#catalogue()) !== this.#whole) await this.#renewDatabase();
    };
  }

  /** The embedded database's connections share one session, so the owner's role is taken anew each time. */
  async #asOwner(text: string): Promise<void> {
    await this.owner.query(`begin; set local role none; ${text}; commit`).catch(async (error: Error) => {
      await this.owner.query("rollback");
      if (NO_PROGRAM.has(sqlState(error) ?? "")) throw new StillbornError(error.message);
      throw new Error(`${error.message}: ${text.slice(0, 500)}`, { cause: error });
    });
  }

  async #edit(edits: readonly { file: string; from: string; to: string }[]): Promise<() => Promise<void>> {
    for (const { file, from, to } of edits) {
      const path = join(this.folder, file);
      const text = await Bun.file(path).text();
      if (text.split(from).length !== 2) throw new Error(`${file} does not hold once: ${from}`);
      await Bun.write(
        path,
        text.replace(from, () => to),
      );
    }
    return async () => {
      for (const { file } of edits) await cp(join(this.#root, file), join(this.folder, file));
      // Broken code may have left anything in the database, and in the one session that the embedded one's connections share.
      await this.#renewDatabase();
    };
  }

  /** Everything that a mutant may change, as one text. */
  async #catalogue(): Promise<string> {
    const { rows } = await this.owner.query<{ whole: string }>(`select md5(concat_ws('|',
      (select string_agg(p::text, ',' order by p.tablename, p.policyname) from pg_policies p),
      (select string_agg(concat_ws(' ', c.relname, c.relrowsecurity, c.relforcerowsecurity, c.relowner, (select string_agg(a::text, ',' order by a::text) from unnest(c.relacl) a)), ',' order by c.relname) from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition),
      (select string_agg(concat_ws(' ', p.proname, p.prosrc, p.proowner, (select string_agg(a::text, ',' order by a::text) from unnest(p.proacl) a)), ',' order by p.oid) from pg_proc p where p.pronamespace = 'app'::regnamespace),
      (select string_agg(r::text, ',' order by r.rolname) from pg_roles r),
      (select string_agg(m.roleid::regrole::text || m.member::regrole::text, ',' order by 1) from (select roleid, member from pg_auth_members) m),
      (select string_agg(t.tgname || t.tgenabled::text, ',' order by t.oid) from pg_trigger t where not t.tgisinternal),
      (select string_agg(k.conname || pg_get_constraintdef(k.oid), ',' order by k.conname, k.conrelid::regclass::text) from pg_constraint k where k.connamespace = 'public'::regnamespace and k.conparentid = 0 and not exists (select from pg_class c where c.oid = k.conrelid and c.relispartition)))) as whole`);
    return rows[0]!.whole;
  }

  async #openDatabase(): Promise<void> {
    const url = process.env["TEST_DATABASE_URL"];
    const fail = (error: Error) => console.error("mutants' database:", error.message);
    if (url) this.#database = { env: {}, pool: openOwnerPool(targetOf(url), fail), close: async () => {} };
    else {
      const child = Bun.spawn(["bun", "e2e/harness/test-database.ts"], {
        cwd: this.folder,
        stdin: "pipe",
        stdout: "pipe",
        stderr: "inherit",
      });
      const { value } = await child.stdout.getReader().read();
      const host = new TextDecoder().decode(value).trim();
      if (!host) throw new Error("the database of the mutants did not open");
      const close = async () => {
        await child.stdin.end();
        await child.exited;
      };
      this.#database = {
        env: { TEST_DATABASE_HOST: host },
        pool: openOwnerPool({ kind: "embedded", host }, fail),
        close,
      };
    }
    this.#whole = await this.#catalogue();
  }

  /** A new database; a server's is kept, and has to be whole again. */
  async #renewDatabase(): Promise<void> {
    if (process.env["TEST_DATABASE_URL"]) {
      if ((await this.#catalogue()) !== this.#whole)
        throw new Error("a breakage was not mended: the server's database is spoiled");
      return;
    }
    await this.#closeDatabase();
    await this.#openDatabase();
  }

  async #closeDatabase(): Promise<void> {
    await this.#database?.pool.end();
    await this.#database?.close();
    this.#database = null;
  }

  async close(): Promise<void> {
    await this.#closeDatabase();
    await rm(this.folder, { recursive: true, force: true });
  }
}
