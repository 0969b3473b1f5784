import { describe, expect, test } from "bun:test";
import { Hono } from "hono";
import { createJobsClient, isEmbedded, JOBS_PATH, serveJobs } from "./client.ts";
import { rentalsChanged } from "./events.ts";

const silent = { info: () => {}, warn: () => {}, error: () => {}, debug: () => {} };
const inngest = { eventKey: "event-key", signingKey: "signkey-test-00112233445566778899aabbccddeeff" };

describe("the jobs client", () => {
  test("INNGEST_DEV is refused in production, whether keys are there or not", () => {
    for (const inngestDev of ["1", "true", "http://localhost:8288"])
      for (const keys of [null, inngest])
        expect(() => createJobsClient({ production: true, inngest: keys, inngestDev })).toThrow(
          "INNGEST_DEV is set in production",
        );
    expect(isEmbedded(createJobsClient({ production: true, inngest: null, inngestDev: "0" }))).toBe(true);
  });

  test("belongs to the embedded driver without keys, and is then never served", () => {
    const client = createJobsClient({ production: false, inngest: null, inngestDev: null });
    expect(isEmbedded(client)).toBe(true);
    expect(client.mode).toBe("cloud");
    expect(() => serveJobs(client, [])).toThrow("not served");
  });

  test("every embedded client has a signing key of its own", () => {
    const key = () => createJobsClient({ production: false, inngest: null, inngestDev: null }).signingKey;
    expect(key()).not.toBe(key());
  });

  test("with keys the functions are served, and a call without Inngest's signature is refused", async () => {
    let ran = 0;
    const client = createJobsClient({ production: true, inngest, inngestDev: null, logger: silent });
    const fn = client.createFunction({ id: "guarded", triggers: [{ event: "a/b" }] }, () => void ran++);
    const app = new Hono().on(
      ["GET", "POST", "PUT"],
      JOBS_PATH,
      serveJobs(client, [fn], { publicUrl: "https://rental.example" }),
    );
    const body = JSON.stringify({
      event: { name: "a/b", data: {} },
      events: [],
      steps: {},
      ctx: { run_id: "r", attempt: 0 },
      version: 2,
    });
    const call = (headers: Record<string, string>) =>
      app.request(`${JOBS_PATH}?fnId=smart-rental-guarded&stepId=step`, { method: "POST", headers, body });
    expect((await call({})).status).toBe(401);
    expect(
      (await call({ "x-inngest-signature": `t=${Math.floor(Date.now() / 1000)}&s=${"0".repeat(64)}` })).status,
    ).toBe(401);
    expect(ran).toBe(0);
  });

  test("sending before the driver runs fails instead of losing the event", async () => {
    const client = createJobsClient({ production: false, inngest: null, inngestDev: null, logger: silent });
    const id = crypto.randomUUID();
    await expect(client.send(rentalsChanged.create({ dealerId: id, rentalId: id, equipmentId: id }))).rejects.toThrow(
      "not running",
    );
  });
});
