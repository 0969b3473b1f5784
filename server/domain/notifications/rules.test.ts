import { describe, expect, test } from "bun:test";
import { ALERT_KINDS } from "../alerts/schema.ts";
import { waysOf, type Listener, type Told } from "./channels.ts";
import { isDigestDue } from "./digest.ts";
import { isPushDue, PAUSE_MS } from "./pace.ts";
import { defaultSettings, notificationSettingsSchema, type NotificationSettings } from "./settings.ts";
import { languageOf } from "./words.ts";

const DAY = new Date("2026-07-01T10:00:00Z");
const NIGHT = new Date("2026-07-01T23:00:00Z");
const SITE = "018f0000-0000-7000-8000-000000000001";
const settings = defaultSettings("DEALER_DISPATCH", "Europe/Berlin", "en");
const told = (change: Partial<Told> = {}): Told => ({
  change: "OPENED",
  kind: "OVERDUE",
  severity: "WARNING",
  siteId: SITE,
  ...change,
});
const listener = (change: Partial<Omit<Listener, "settings">> & { settings?: Partial<NotificationSettings> } = {}) => ({
  role: "DEALER_DISPATCH" as const,
  isAssignee: false,
  isActor: false,
  hasPush: true,
  ...change,
  settings: { ...settings, ...change.settings },
});

describe("ways", () => {
  test("by kind and channel", () => {
    expect(waysOf(told(), listener(), DAY)).toEqual({ inApp: true, digest: true, pushAt: DAY });
    const kinds = { ...settings.kinds, OVERDUE: { push: false, email: true, inApp: false } };
    expect(waysOf(told(), listener({ settings: { kinds } }), DAY)).toEqual({
      inApp: false,
      digest: true,
      pushAt: null,
    });
    const none = { ...settings.kinds, OVERDUE: { push: false, email: false, inApp: false } };
    expect(waysOf(told(), listener({ settings: { kinds: none } }), DAY)).toBeNull();
  });

  test("by severity of each channel", () => {
    expect(waysOf(told({ severity: "INFO" }), listener(), DAY)).toEqual({ inApp: true, digest: true, pushAt: null });
    const minSeverity = { push: "CRITICAL", email: "CRITICAL", inApp: "WARNING" } as const;
    const strict = listener({ settings: { minSeverity } });
    expect(waysOf(told({ severity: "INFO" }), strict, DAY)).toBeNull();
    expect(waysOf(told(), strict, DAY)).toEqual({ inApp: true, digest: false, pushAt: null });
    expect(waysOf(told({ severity: "CRITICAL" }), strict, DAY)).toEqual({ inApp: true, digest: true, pushAt: DAY });
  });

  test("by site; what is at no site is no muted one's", () => {
    const muted = listener({ settings: { mutedSites: [SITE] } });
    expect(waysOf(told(), muted, DAY)).toBeNull();
    expect(waysOf(told({ siteId: null }), muted, DAY)?.inApp).toBe(true);
  });

  test("who has the alert is told whatever they have chosen, but for quiet hours", () => {
    const deaf = listener({
      isAssignee: true,
      settings: { mutedSites: [SITE], minSeverity: { push: "CRITICAL", email: "CRITICAL", inApp: "CRITICAL" } },
    });
    expect(waysOf(told({ severity: "INFO" }), deaf, DAY)).toEqual({ inApp: true, digest: true, pushAt: DAY });
    expect(waysOf(told({ change: "ASSIGNED" }), deaf, NIGHT)?.pushAt?.toISOString()).toBe("2026-07-02T04:00:00.000Z");
    expect(waysOf(told({ change: "ASSIGNED" }), listener(), DAY)).toBeNull();
  });

  test("what nobody has answered goes to the dealer's administrator and who has it, and to nobody else", () => {
    const unanswered = told({ change: "UNANSWERED", kind: "IDLE_RATIO" });
    const mutedSites = [SITE];
    expect(waysOf(unanswered, listener(), DAY)).toBeNull();
    expect(waysOf(unanswered, listener({ role: "CUSTOMER_SUPERVISOR" }), DAY)).toBeNull();
    expect(waysOf(unanswered, listener({ role: "DEALER_ADMIN", settings: { mutedSites } }), DAY)?.pushAt).toEqual(DAY);
    expect(waysOf(unanswered, listener({ isAssignee: true }), DAY)?.inApp).toBe(true);
  });

  test("nobody is told what they did themselves", () => {
    expect(waysOf(told({ change: "ASSIGNED" }), listener({ isAssignee: true, isActor: true }), DAY)).toBeNull();
  });

  test("what is critical passes quiet hours only where the person says so", () => {
    const critical = told({ severity: "CRITICAL" });
    expect(waysOf(critical, listener(), NIGHT)?.pushAt?.toISOString()).toBe("2026-07-02T04:00:00.000Z");
    const awake = listener({ settings: { criticalInQuiet: true } });
    expect(waysOf(critical, awake, NIGHT)?.pushAt).toEqual(NIGHT);
    expect(waysOf(told(), awake, NIGHT)?.pushAt?.toISOString()).toBe("2026-07-02T04:00:00.000Z");
  });

  test("without a device or an hour for the e-mail there is the app", () => {
    const plain = listener({ hasPush: false, settings: { digestHour: null } });
    expect(waysOf(told(), plain, DAY)).toEqual({ inApp: true, digest: false, pushAt: null });
  });
});

describe("defaults", () => {
  test("are settings, for every role", () => {
    for (const role of ["DEALER_ADMIN", "DEALER_DISPATCH", "CUSTOMER_SUPERVISOR", "OPERATOR"] as const)
      expect(notificationSettingsSchema.parse(defaultSettings(role, "Asia/Tokyo", "de"))).toMatchObject({
        language: "de",
      });
  });

  test("operators are not disturbed; customers not by what is the dealer's work", () => {
    const operator = defaultSettings("OPERATOR", "UTC", "en");
    expect(ALERT_KINDS.some((kind) => operator.kinds[kind].push || operator.kinds[kind].email)).toBe(false);
    const { kinds } = defaultSettings("CUSTOMER_SUPERVISOR", "UTC", "en");
    expect(ALERT_KINDS.filter((kind) => !kinds[kind].push)).toEqual(["NO_HEARTBEAT", "MAINTENANCE_DUE", "FEED_SILENT"]);
  });
});

test.each([
  ["a zone that is none", { timeZone: "Mars/Olympus" }],
  ["a time that is none", { quiet: { from: "24:00", to: "06:00" } }],
  ["a night without length", { quiet: { from: "06:00", to: "06:00" } }],
  ["an hour that is none", { digestHour: 24 }],
])("settings with %s are refused", (_name, change) => {
  expect(notificationSettingsSchema.safeParse({ ...settings, ...change }).success).toBe(false);
});

describe("pace", () => {
  const ago = (ms: number) => new Date(DAY.getTime() - ms);
  test("the first push comes at once, the next after the pause", () => {
    expect(isPushDue({ lastAt: null, lastCritical: false }, { critical: false }, DAY)).toBe(true);
    expect(isPushDue({ lastAt: ago(PAUSE_MS - 1), lastCritical: false }, { critical: false }, DAY)).toBe(false);
    expect(isPushDue({ lastAt: ago(PAUSE_MS), lastCritical: false }, { critical: false }, DAY)).toBe(true);
  });

  test("what is critical waits for what was critical alone", () => {
    expect(isPushDue({ lastAt: ago(1_000), lastCritical: false }, { critical: true }, DAY)).toBe(true);
    expect(isPushDue({ lastAt: ago(1_000), lastCritical: true }, { critical: true }, DAY)).toBe(false);
  });

  test("a storm of alerts is one push in ten minutes", () => {
    const pushed: Date[] = [];
    for (let at = 0; at < 24 * 3_600_000; at += 60_000) {
      const now = new Date(DAY.getTime() + at);
      if (isPushDue({ lastAt: pushed.at(-1) ?? null, lastCritical: false }, { critical: false }, now)) pushed.push(now);
    }
    expect(pushed).toHaveLength(144);
    for (const [n, at] of pushed.entries()) if (n > 0) expect(at.getTime() - pushed[n - 1]!.getTime()).toBe(PAUSE_MS);
  });
});

describe("digest", () => {
  const berlin = { digestHour: 7, timeZone: "Europe/Berlin" };
  const due = (at: string, lastAt: string | null = null, who = berlin) =>
    isDigestDue(who, lastAt === null ? null : new Date(lastAt), new Date(at));

  test("goes at the person's hour, once a day", () => {
    expect(due("2026-07-01T04:59:00Z")).toBe(false);
    expect(due("2026-07-01T05:00:00Z")).toBe(true);
    expect(due("2026-07-01T05:15:00Z", "2026-07-01T05:00:00Z")).toBe(false);
    expect(due("2026-07-02T05:00:00Z", "2026-07-01T05:00:00Z")).toBe(true);
  });

  test("goes late after an outage, and not in the evening", () => {
    expect(due("2026-07-01T08:59:00Z")).toBe(true);
    expect(due("2026-07-01T09:00:00Z")).toBe(false);
    expect(due("2026-07-01T20:00:00Z")).toBe(false);
  });

  test("goes exactly once on every day of a year, whatever clocks do", () => {
    for (const timeZone of ["Europe/Berlin", "America/St_Johns"])
      for (const digestHour of [2, 23]) {
        let last: Date | null = null;
        let sent = 0;
        for (let at = Date.UTC(2026, 0, 1, 12); at < Date.UTC(2027, 0, 1, 12); at += 15 * 60_000)
          if (isDigestDue({ digestHour, timeZone }, last, new Date(at))) {
            last = new Date(at);
            sent++;
          }
        expect([timeZone, digestHour, sent]).toEqual([timeZone, digestHour, 365]);
      }
  });

  test("goes to nobody who wants none", () => {
    expect(isDigestDue({ digestHour: null, timeZone: "UTC" }, null, DAY)).toBe(false);
  });
});

test("languages are read from tags", () => {
  expect(["de-CH", "PT-br", "zh-Hans-CN", "nl", "", null].map(languageOf)).toEqual([
    "de",
    "pt",
    "zh",
    "en",
    "en",
    "en",
  ]);
});
