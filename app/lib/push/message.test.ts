import { expect, test } from "bun:test";
import { linkOf, openLink, showMessage } from "./message.ts";

const ORIGIN = "https://rental.example";

test.each([
  ["a path of this site", { url: "/alerts/1?org=2" }, `${ORIGIN}/alerts/1?org=2`],
  ["another site", { url: "https://evil.example/x" }, `${ORIGIN}/notifications`],
  ["another site without a scheme", { url: "//evil.example/x" }, `${ORIGIN}/notifications`],
  ["a script", { url: "javascript:alert(1)" }, `${ORIGIN}/notifications`],
  ["nothing", null, `${ORIGIN}/notifications`],
])("%s leads to this site", (_name, data, link) => {
  expect(linkOf(data, ORIGIN)).toBe(link);
});

type Shown = [string, NotificationOptions];
function show(json: () => unknown): Promise<Shown> {
  const { promise, resolve } = Promise.withResolvers<Shown>();
  const registration = {
    showNotification: async (...shown: Shown) => resolve(shown),
  } as unknown as ServiceWorkerRegistration;
  void showMessage({ registration }, { json } as PushMessageData);
  return promise;
}

test("a message is shown with its tag, language and direction", async () => {
  const [title, options] = await show(() => ({
    title: "EQX1: متأخرة",
    body: "حرج",
    tag: "alert:1",
    language: "ar",
    direction: "rtl",
    url: "/alerts/1",
  }));
  expect(title).toBe("EQX1: متأخرة");
  expect(options).toMatchObject({ tag: "alert:1", lang: "ar", dir: "rtl", data: { url: "/alerts/1" } });
});

test.each([
  ["no JSON", () => JSON.parse("{")],
  ["something else", () => 7],
  ["nothing", () => null],
])("%s is shown all the same", async (_name, json) => {
  expect((await show(json))[0]).toBe("Smart Rental");
});

type Tab = { url: string; focused: boolean };
async function click(tabs: Tab[], url: string) {
  const done: string[] = [];
  const clients = {
    matchAll: async () =>
      tabs.map((tab) => ({
        ...tab,
        focus: async () => {
          done.push(`focus ${tab.url}`);
          return { ...tab, navigate: async (to: string) => (done.push(`navigate ${to}`), tab) };
        },
      })),
    openWindow: async (to: string) => (done.push(`open ${to}`), null),
  } as unknown as Clients;
  await openLink({ clients, location: { origin: ORIGIN } as WorkerLocation }, { url });
  return done;
}

test("a click takes the tab that is there, and opens one where there is none", async () => {
  const link = `${ORIGIN}/alerts/1`;
  expect(await click([], "/alerts/1")).toEqual([`open ${link}`]);
  const tabs = [
    { url: `${ORIGIN}/fleet`, focused: false },
    { url: `${ORIGIN}/`, focused: true },
  ];
  expect(await click(tabs, "/alerts/1")).toEqual([`focus ${ORIGIN}/`, `navigate ${link}`]);
  expect(await click([...tabs, { url: link, focused: false }], "/alerts/1")).toEqual([`focus ${link}`]);
});
