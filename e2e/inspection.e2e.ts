/** Send-out and take-back looked at with the same eyes, and what comes of a fault. */
import { expect } from "bun:test";
import type { Dispute } from "../server/domain/inspections/dispute.ts";
import type { Rental } from "../server/domain/rentals/schema.ts";
import { qrSvg } from "../server/features/assets/labels.ts";
import { newId } from "./api-client.ts";
import { checkOutOf } from "./api-world.ts";
import { onlineJourney as journey } from "./harness/journey.ts";
import { photoOf } from "./pictures.ts";
import { DEALER, OPERATOR, withMachine } from "./scanning.ts";

journey(
  "inspected on both ways: the fault is marked, signed for, on the board, and side by side in the pack",
  ({ open }) =>
    withMachine(async ({ api, machine, site }) => {
      const rental = await api.post<Rental>(DEALER, "/rentals/checkout", checkOutOf(machine, site));

      const out = await open({ as: DEALER });
      await out.page.goto(`/rentals/${rental.id}/inspect/out`);
      await out.page.getByRole("button", { name: "All others are OK" }).click();
      await out.page.getByLabel("Hour meter").fill(String(machine.hourMeter));
      await out.page.getByRole("button", { name: "Sign now" }).click();
      await out.page.getByLabel("Name of the receiver").fill("Grace Hopper");
      await out.page.getByLabel("I can not draw").check();
      await out.page.getByRole("button", { name: "Send the inspection" }).click();
      await out.page.waitForURL("**/inspections");

      const { page } = await open({ as: OPERATOR, device: "phone" });
      await page.goto(`/rentals/${rental.id}/inspect/in`);
      const glass = page.locator("[data-checkpoint='glass']");
      await glass.getByText("At send-out: In order").waitFor();
      await glass.getByLabel("Fault", { exact: true }).check();
      await glass.getByLabel("Not to be used").check();
      await glass.getByLabel("What is wrong").fill("Cracked from corner to corner");
      await glass.getByLabel("Choose a file").setInputFiles(await photoOf(page, await qrSvg("the windscreen")));
      await glass.getByText("On this device", { exact: true }).waitFor();
      const target = glass.getByRole("button", { name: /^Picture to mark/ });
      const box = (await target.boundingBox())!;
      await target.click({ position: { x: box.width * 0.25, y: box.height * 0.5 } });
      await glass.getByRole("button", { name: "Remove mark 1" }).waitFor();
      await page.getByRole("button", { name: "All others are OK" }).click();
      await page.getByRole("button", { name: "Sign now" }).click();
      await page.getByLabel("Name of the receiver").fill("Alan Turing");
      const pad = page.locator("[data-signature-pad]");
      // Not under the bar at the bottom, which is in the way of a hand, too.
      await pad.evaluate((element) => element.scrollIntoView({ block: "center" }));
      const field = (await pad.boundingBox())!;
      await page.mouse.move(field.x + 20, field.y + field.height / 2);
      await page.mouse.down();
      for (let step = 1; step <= 12; step++)
        await page.mouse.move(field.x + 20 + step * 15, field.y + field.height / 2 + (step % 2 === 0 ? 12 : -12));
      await page.mouse.up();
      await page.getByRole("button", { name: "Send the inspection" }).click();
      await page.waitForURL("**/inspections");
      await page.locator("[data-compared='glass']").getByText("New damage").waitFor();

      await out.page.goto("/maintenance?kind=REPAIR");
      const card = out.page
        .getByRole("listitem")
        .filter({ hasText: machine.humanId })
        .filter({ hasText: "Glass and mirrors" });
      await card.getByText("Not to be used").waitFor();
      await card.getByRole("button", { name: "Glass and mirrors", exact: true }).click();
      await out.page.getByRole("dialog").getByText("Cracked from corner to corner").waitFor();
      await out.page.getByRole("dialog").getByText("Mark 1, Not to be used").waitFor({ state: "attached" });

      await out.page.goto(`/rentals/${rental.id}/dispute`);
      const row = out.page.locator("[data-compared='glass']");
      await row.getByText("In order").waitFor();
      await row.getByText("Cracked from corner to corner").waitFor();
      await row.getByRole("img").waitFor();
      await out.page.getByRole("img", { name: "Signature of Alan Turing" }).waitFor();
      const pack = await api.get<Dispute>(DEALER, `/rentals/${rental.id}/dispute`);
      expect(pack.inspections.in?.items.find(({ key }) => key === "glass")).toMatchObject({
        answer: "FAIL",
        severity: "UNSAFE",
        marks: [{ x: expect.closeTo(0.25, 1), y: expect.closeTo(0.5, 1) }],
      });
      expect(pack.tickets).toMatchObject({ out: { receiver: { strokes: null } }, in: { intact: true } });
      expect(pack.tickets.in!.receiver!.strokes!.flat().length).toBeGreaterThan(5);
      expect(pack.workOrders).toHaveLength(1);
      expect(pack.events.every(({ intact }) => intact)).toBe(true);

      // On paper nothing of the frame is left.
      await out.page.emulateMedia({ media: "print" });
      expect(await out.page.getByRole("navigation").first().isVisible()).toBe(false);
      expect(await out.page.getByRole("heading", { level: 1, name: "Dispute pack" }).isVisible()).toBe(true);
      await api.post(DEALER, `/maintenance/${pack.workOrders[0]!.id}/complete`, {
        operationId: newId(),
        engineHours: machine.hourMeter + 1,
      });
    }),
);
