/** The pages that the server makes itself. Those of the app are walked through in `screens.e2e.ts`, under the same watch. */
import { journey } from "./harness/journey.ts";

journey("the API's reference and the demo's mailbox break no content security policy", async ({ open }) => {
  const { page } = await open();
  await page.goto("/api/reference");
  await page.getByText("/rentals/checkout").first().waitFor();
  await page.goto("/dev/mailbox");
  await page.getByRole("heading", { name: "Demo mailbox" }).waitFor();
});
