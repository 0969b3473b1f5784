/** `/api/v1/realtime` as an API client uses it: whose events arrive, and that a reconnected reader misses nothing. */
import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import type { Asset } from "../server/domain/assets/schema.ts";
import type { Rental } from "../server/domain/rentals/schema.ts";
import type { Site } from "../server/domain/sites/schema.ts";
import type { Problem } from "../server/problem.ts";
import type { LiveEvent } from "../server/realtime/live-event.ts";
import { newId, OPENS_WITHIN_MS, refused, sharedApi, WITHIN_MS, type Api } from "./api-client.ts";
import { checkOutOf, freeMachines, giveBack, jobsites } from "./api-world.ts";

const DISPATCH = "dispatch@dealer1.example";
const SUPERVISOR = "supervisor@customer1.example";
const OPERATOR = "operator@customer1.example";
const OTHER_DISPATCH = "dispatch@dealer3.example";
const ARRIVES_WITHIN_MS = 5_000;

type Message = { ready?: true; id?: string; data?: LiveEvent; error?: Problem };

let api: Api;
let machine: Asset;
let foreign: Asset;
let workplace: Site;
let readers: Reader[] = [];

beforeAll(async () => {
  api = await sharedApi();
  machine = (await freeMachines(api, DISPATCH))[0]!;
  foreign = (await freeMachines(api, OTHER_DISPATCH))[0]!;
  const { siteIds } = await api.me(OPERATOR);
  workplace = (await jobsites(api, DISPATCH)).find(({ id }) => siteIds!.includes(id))!;
}, OPENS_WITHIN_MS);
afterEach(() => {
  for (const reader of readers) reader.close();
  readers = [];
});
afterAll(() => giveBack(api, DISPATCH, machine.humanId), WITHIN_MS);

/** One connection and what it has been sent. */
class Reader {
  readonly messages: Message[] = [];
  readonly #socket: WebSocket;
  closed: { code: number } | null = null;

  constructor(path: string, headers: Record<string, string>) {
    // Bun's WebSocket takes headers, which a browser's does not.
    this.#socket = new WebSocket(`${api.url.replace("http", "ws")}${path}`, { headers } as unknown as string[]);
    this.#socket.addEventListener("message", ({ data }) => this.messages.push(JSON.parse(String(data)) as Message));
    this.#socket.addEventListener("close", ({ code }) => (this.closed = { code }));
    this.#socket.addEventListener("error", () => (this.closed ??= { code: 0 }));
    readers.push(this);
  }

  /** The first message for which `is` holds. */
  async until(is: (message: Message) => boolean): Promise<Message> {
    const deadline = performance.now() + ARRIVES_WITHIN_MS;
    while (performance.now() < deadline) {
      const found = this.messages.find(is);
      if (found) return found;
      await Bun.sleep(20);
    }
    throw new Error(`it did not arrive: ${JSON.stringify(this.messages)}`);
  }

  async untilClosed(): Promise<number> {
    const deadline = performance.now() + ARRIVES_WITHIN_MS;
    while (!this.closed && performance.now() < deadline) await Bun.sleep(20);
    return this.closed!.code;
  }

  send(text: string): void {
    this.#socket.send(text);
  }

  close(): void {
    this.#socket.close();
  }

  get kinds() {
    return this.messages.flatMap(({ data }) => (data ? [`${data.type} ${data.humanId}`] : []));
  }
}

async function listen(who: string, query = ""): Promise<Reader> {
  const reader = new Reader(`/api/v1/realtime${query}`, { authorization: `Bearer ${await api.token(who)}` });
  await reader.until(({ ready }) => ready === true);
  return reader;
}

const about =
  (type: string, humanId: string) =>
  ({ data }: Message) =>
    data?.type === type && data.humanId === humanId;
const sendOut = async () => {
  const label = (await api.get<{ items: { url: string }[] }>(DISPATCH, `/labels?humanIds=${machine.humanId}`)).items[0]!
    .url;
  return api.post<Rental>(OPERATOR, "/rentals/checkout", checkOutOf(machine, workplace, { label }));
};
const mark = (dealer: string, { humanId }: Asset, status: string) =>
  api.post(dealer, `/assets/${humanId}/status`, { operationId: newId(), status });

test(
  "an operator's check-out reaches the operator, the supervisor, the dealer and HQ, and neither another dealer nor another customer",
  async () => {
    const [operator, supervisor, dealer, hq] = [
      await listen(OPERATOR),
      await listen(SUPERVISOR),
      await listen(DISPATCH),
      await listen("admin@hq.example"),
    ];
    const [otherDealer, otherCustomer] = [await listen(OTHER_DISPATCH), await listen("supervisor@customer10.example")];
    const startedMs = performance.now();
    const rental = await sendOut();
    const seen = await Promise.all(
      [operator, supervisor, dealer, hq].map((reader) => reader.until(about("rental.checked_out", machine.humanId))),
    );
    console.log(
      `A check-out is with all its readers ${Math.round(performance.now() - startedMs)} ms after it was sent.`,
    );
    for (const { data } of seen)
      expect(data).toMatchObject({
        rentalId: rental.id,
        dealerId: rental.dealerId,
        customerId: rental.customerId,
        siteId: workplace.id,
      });

    // What comes later has arrived at the others, so that what has not come does not come.
    await mark(OTHER_DISPATCH, foreign, "MAINTENANCE");
    await otherDealer.until(about("asset.status_changed", foreign.humanId));
    await mark(OTHER_DISPATCH, foreign, "AVAILABLE");
    await hq.until(about("asset.status_changed", foreign.humanId));
    expect(otherDealer.messages.flatMap(({ data }) => data?.humanId ?? [])).not.toContain(machine.humanId);
    for (const reader of [operator, supervisor, dealer])
      expect(reader.messages.flatMap(({ data }) => data?.humanId ?? [])).not.toContain(foreign.humanId);
    expect(otherCustomer.kinds).toEqual([]);
    await giveBack(api, DISPATCH, machine.humanId);
  },
  WITHIN_MS,
);

test(
  "a reader that comes back with its last id gets what it missed, once, and goes on live",
  async () => {
    const first = await listen(SUPERVISOR);
    machine = await api.get<Asset>(DISPATCH, `/assets/${machine.humanId}`);
    await sendOut();
    const { id } = await first.until(about("rental.checked_out", machine.humanId));
    first.close();
    await first.untilClosed();
    await api.post(OPERATOR, "/rentals/checkin", {
      operationId: newId(),
      humanId: machine.humanId,
      engineEnd: machine.hourMeter,
    });

    const second = await listen(SUPERVISOR, `?lastEventId=${id}`);
    await second.until(about("rental.checked_in", machine.humanId));
    await giveBack(api, DISPATCH, machine.humanId);
    machine = await api.get<Asset>(DISPATCH, `/assets/${machine.humanId}`);
    const rental = await sendOut();
    await second.until(({ data }) => data?.rentalId === rental.id && data.type === "rental.checked_out");
    const ofRentals = second.kinds.filter((kind) => kind.startsWith("rental.") && kind.endsWith(machine.humanId));
    expect(ofRentals).toEqual([`rental.checked_in ${machine.humanId}`, `rental.checked_out ${machine.humanId}`]);

    // An open connection may go back too.
    const third = await listen(SUPERVISOR);
    third.send(JSON.stringify({ lastEventId: id }));
    await third.until(about("rental.checked_in", machine.humanId));
    await giveBack(api, DISPATCH, machine.humanId);
  },
  WITHIN_MS,
);

test(
  "no token, no connection; and what can not be read ends it with a reason",
  async () => {
    const token = await api.token(SUPERVISOR);
    const refusedReaders = [
      new Reader("/api/v1/realtime", {}),
      new Reader("/api/v1/realtime", { authorization: "Bearer x.y.z" }),
      new Reader(`/api/v1/realtime?token=${token}&access_token=${token}`, {}),
      new Reader("/api/v1/realtime", { cookie: await api.cookie(SUPERVISOR) }),
      new Reader("/api/v1/realtime", { cookie: await api.cookie(SUPERVISOR), origin: "https://elsewhere.example" }),
      new Reader("/api/trpc", { cookie: await api.cookie(SUPERVISOR), origin: "https://elsewhere.example" }),
    ];
    for (const reader of refusedReaders) {
      await reader.untilClosed();
      expect(reader.messages).toEqual([]);
    }
    const cookies = new Reader("/api/v1/realtime", { cookie: await api.cookie(SUPERVISOR), origin: api.url });
    await cookies.until(({ ready }) => ready === true);
    refused(await api.send("GET", "/api/v1/realtime"), 404, "not_found");

    const wrong = new Reader("/api/v1/realtime?lastEventId=x", { authorization: `Bearer ${token}` });
    expect((await wrong.until(({ error }) => error !== undefined)).error).toMatchObject({
      status: 422,
      code: "input.invalid",
    });
    expect(await wrong.untilClosed()).toBe(4400);
    const talker = await listen(SUPERVISOR);
    talker.send("hello");
    expect((await talker.until(({ error }) => error !== undefined)).error).toMatchObject({
      status: 400,
      code: "input.unparsable",
    });
    expect(await talker.untilClosed()).toBe(4400);
  },
  WITHIN_MS,
);
