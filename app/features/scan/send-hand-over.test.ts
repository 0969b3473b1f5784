import { describe, expect, test } from "bun:test";
import { type Attempt, attemptOf, type Draft, type DraftPhoto, problemsOf, type Rental } from "./draft.ts";
import { sendHandOver, type SendDeps } from "./send-hand-over.ts";

const square: [number, number][] = [
  [10, 50],
  [10.01, 50],
  [10.01, 50.01],
  [10, 50],
];
const site = {
  siteId: "0190a5b2-7c3d-7e4f-8a1b-2c3d4e5f6071",
  name: "Harbour",
  kind: "JOBSITE" as const,
  timeZone: "Europe/Berlin",
  customerName: null,
  geofence: { type: "Polygon" as const, coordinates: [square] },
};
const photo = (id: string): DraftPhoto => ({ id, blob: new Blob([id]), sha256: id, mediaId: null });
const draft = (over: Partial<Draft> = {}): Draft => ({
  key: "me:org:EQX1004:SEND_OUT",
  owner: "me:org",
  action: "SEND_OUT",
  machine: {
    humanId: "EQX1004",
    type: "EXCAVATOR",
    make: "Caterpillar",
    model: "320",
    serialNumber: "S",
    status: "AVAILABLE",
    hourMeter: 1204.5,
    standsAt: null,
    rental: null,
    canSendOut: true,
    canTakeBack: false,
    blockedBy: null,
    destinations: [site],
    gate: { gateRequired: true, positionRequired: false, maxAccuracyCreditM: 50 },
  },
  label: "token",
  operationId: "0190a5b2-7c3d-4e4f-8a1b-2c3d4e5f6072",
  fields: { siteId: site.siteId, due: { preset: "week" }, meter: "1204.5", fuel: "", notes: "", overrideReason: "" },
  photos: [],
  attempt: null,
  savedAt: 0,
  ...over,
});
const circumstances = {
  now: new Date("2026-11-22T10:00:00Z"),
  position: null,
  timeZone: "Europe/Berlin",
  litresPerUnit: 1,
  overriding: false,
};
const build = (each: Draft) => attemptOf(each, circumstances);
const rental = { id: "r" } as Rental;
const refusal = (appCode: string) => Object.assign(new Error(appCode), { data: { appCode, code: "CONFLICT" } });

/** A device whose disk and network the test holds in its hands. */
function device(answers: (Rental | Error)[], uploads: Record<string, string | Error> = {}) {
  const disk = new Map<string, Draft>();
  const sent: Attempt[] = [];
  const uploaded: string[] = [];
  const deps: SendDeps = {
    save: async (each) => void disk.set(each.key, structuredClone(each)),
    drop: async (key) => void disk.delete(key),
    upload: async ({ id }) => {
      const answer = uploads[id] ?? `media-${id}`;
      if (answer instanceof Error) throw answer;
      uploaded.push(id);
      return answer;
    },
    send: async (attempt) => {
      sent.push(structuredClone(attempt));
      const answer = answers.shift()!;
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
  return { disk, sent, uploaded, deps };
}

describe("sending a hand-over", () => {
  test("once accepted, nothing stays behind", async () => {
    const { disk, deps } = device([rental]);
    expect(await sendHandOver(draft(), build, deps)).toEqual({ kind: "accepted", rental });
    expect(disk.size).toBe(0);
  });

  test("after a lost connection the same operation goes out word for word, though time has passed and the page was reloaded", async () => {
    const { disk, sent, deps } = device([new Error("offline"), rental]);
    const first = await sendHandOver(draft({ photos: [photo("a")] }), build, deps);
    expect(first.kind).toBe("unsent");
    const reloaded = disk.get("me:org:EQX1004:SEND_OUT")!;
    expect(reloaded.photos).toHaveLength(1);
    const later = (each: Draft) => attemptOf(each, { ...circumstances, now: new Date("2026-11-23T10:00:00Z") });
    expect((await sendHandOver(reloaded, later, deps)).kind).toBe("accepted");
    expect(sent[1]).toEqual(sent[0]);
    expect(sent[0]!.input.operationId).toBe(draft().operationId);
  });

  test("it is on disk before it is sent", async () => {
    const { disk, deps } = device([rental]);
    let seen: Draft | undefined;
    const send: SendDeps["send"] = async (attempt) => {
      seen = disk.get("me:org:EQX1004:SEND_OUT");
      return deps.send(attempt);
    };
    await sendHandOver(draft(), build, { ...deps, send });
    expect(seen?.attempt?.input.operationId).toBe(draft().operationId);
  });

  test("photos that arrived are not sent twice, and the record waits for all of them", async () => {
    const { disk, sent, uploaded, deps } = device([rental], { b: new Error("offline") });
    const first = await sendHandOver(draft({ photos: [photo("a"), photo("b")] }), build, deps);
    expect([first.kind, sent.length]).toEqual(["unsent", 0]);
    const healed: SendDeps = { ...deps, upload: async ({ id }) => (uploaded.push(id), `media-${id}`) };
    await sendHandOver(disk.get("me:org:EQX1004:SEND_OUT")!, build, healed);
    expect(uploaded).toEqual(["a", "b"]);
    expect(sent[0]!.input.photos).toEqual(["media-a", "media-b"]);
  });

  test("a refusal keeps what was entered and lets it be corrected", async () => {
    const { disk, deps } = device([refusal("rental.meter_backwards")]);
    const outcome = await sendHandOver(draft({ photos: [photo("a")] }), build, deps);
    expect(outcome.kind).toBe("refused");
    expect(disk.get("me:org:EQX1004:SEND_OUT")).toMatchObject({ attempt: null, photos: [{ mediaId: "media-a" }] });
  });

  test("photos that the server no longer has are sent again", async () => {
    const { disk, deps } = device([refusal("media.not_stored")]);
    await sendHandOver(draft({ photos: [{ ...photo("a"), mediaId: "gone" }] }), build, deps);
    expect(disk.get("me:org:EQX1004:SEND_OUT")!.photos[0]!.mediaId).toBeNull();
  });

  test("a server that stumbles or an ended session leaves it unsent, not refused", async () => {
    const ended = Object.assign(new Error(), {
      data: { appCode: "auth.required", code: "UNAUTHORIZED", httpStatus: 401 },
    });
    for (const error of [refusal("internal"), refusal("unavailable"), ended])
      expect((await sendHandOver(draft(), build, device([error]).deps)).kind).toBe("unsent");
  });
});

describe("what has to be corrected", () => {
  const problems = (
    fields: Partial<Draft["fields"]>,
    over: Partial<typeof circumstances> = {},
    more: Partial<Draft> = {},
  ) => problemsOf(draft({ fields: { ...draft().fields, ...fields }, ...more }), { ...circumstances, ...over });
  test("a scan that prefills everything leaves nothing to correct", () => {
    expect(problems({})).toEqual([]);
  });
  test("each missing or wrong entry is named", () => {
    expect(problems({ siteId: null })).toEqual(["site"]);
    expect(problems({ meter: "12x" })).toEqual(["meter"]);
    expect(problems({ meter: "1204,4" })).toEqual(["meterLow"]);
    expect(problems({ due: { own: "2026-11-01T10:00" } })).toEqual(["due"]);
    expect(problems({ overrideReason: " x " }, { overriding: true })).toEqual(["reason"]);
  });
  test("fuel is asked only at the return, and only when something is typed", () => {
    expect(problems({ fuel: "full" })).toEqual([]);
    expect(problems({ fuel: "full", siteId: null }, {}, { action: "TAKE_BACK" })).toEqual(["fuel"]);
    expect(problems({ fuel: "", siteId: null }, {}, { action: "TAKE_BACK" })).toEqual([]);
  });
  test("gallons reach the server as litres", () => {
    const back = draft({ action: "TAKE_BACK", fields: { ...draft().fields, fuel: "10" } });
    expect(attemptOf(back, { ...circumstances, litresPerUnit: 3.785411784 }).input).toMatchObject({
      fuelL: 37.9,
      engineEnd: 1204.5,
    });
  });
});
