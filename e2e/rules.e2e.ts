/** A dealer's office sets its rules on the screen, and customers are bound by them at once. */
import { expect } from "bun:test";
import type { Rules, RulesChange } from "../server/domain/policies/rules.ts";
import type { Availability, ReservationDetail } from "../server/domain/reservations/schema.ts";
import type { Site } from "../server/domain/sites/schema.ts";
import { newId, sharedApi, type Api } from "./api-client.ts";
import { freeMachines, jobsites } from "./api-world.ts";
import { onlineJourney as journey } from "./harness/journey.ts";
import { DEALER, SUPERVISOR } from "./screen-table.ts";

/** Days on which nothing of the demo or of another journey stands. */
const day = (at: number) => new Date(Date.now() + (520 + at) * 86_400_000).toISOString().slice(0, 10);

async function setRules(api: Api, changes: RulesChange): Promise<Rules> {
  const { version } = await api.get<Rules>(DEALER, "/policies");
  return api.post<Rules>(DEALER, "/policies", { operationId: newId(), changes, baseVersion: version });
}

journey(
  "an administrator publishes counts and sets a buffer: customers see what is free, and nothing is booked in between",
  async ({ open }) => {
    const api = await sharedApi();
    const own = new Set((await jobsites(api, SUPERVISOR)).map(({ id }) => id));
    const site: Site = (await jobsites(api, DEALER)).find(({ id }) => own.has(id))!;
    const machine = (await freeMachines(api, DEALER))[0]!;
    const { values } = await api.get<Rules>(DEALER, "/policies");
    const { publishCounts, bufferBeforeH, bufferAfterH, typeBuffers } = values;
    await setRules(api, { publishCounts: false, bufferBeforeH: 0, bufferAfterH: 0, typeBuffers: {} });
    const told = async () => {
      const { types } = await api.get<Availability>(
        SUPERVISOR,
        `/availability?dealerId=${machine.dealerId}&siteId=${site.id}&type=${machine.type}&from=${day(20)}&to=${day(21)}`,
      );
      return types.filter(({ free }) => free !== null).length;
    };
    const book = (from: number, to: number) =>
      api.rest<ReservationDetail>(DEALER, "POST", "/reservations", {
        operationId: newId(),
        humanId: machine.humanId,
        siteId: site.id,
        from: day(from),
        to: day(to),
      });
    const made: string[] = [];
    try {
      expect(await told()).toBe(0);
      const first = await book(1, 2);
      expect(first.status).toBe(200);
      made.push(first.body.id);

      const { page } = await open({ as: DEALER });
      await page.goto("/settings");
      await page.getByRole("link", { name: "Open the rules" }).click();
      await page.getByRole("group", { name: "Tell how many are free" }).getByLabel("Yes").check();
      const buffer = page.getByLabel("Time after a booking");
      await buffer.fill("300");
      await page.getByRole("button", { name: "Save rules" }).click();
      await page.getByText("Enter a number from 0 to 240.").waitFor();
      await buffer.fill("24");
      await page.getByRole("button", { name: "Save rules" }).click();
      await page.getByText("Time after a booking: 0 h → 24 h").first().waitFor();

      expect(await told()).toBe(1);
      const within = await book(3, 4);
      if (within.status === 200) made.push(within.body.id);
      expect([within.status, (within.body as { code?: string }).code]).toEqual([409, "reservation.overlap"]);
      const after = await book(4, 5);
      expect(after.status).toBe(200);
      made.push(after.body.id);
    } finally {
      for (const id of made) await api.post(DEALER, `/reservations/${id}/cancel`, { operationId: newId() });
      await setRules(api, { publishCounts, bufferBeforeH, bufferAfterH, typeBuffers });
    }
  },
);
