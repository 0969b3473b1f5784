import { createMemo, createSignal, Show } from "solid-js";
import { costOfEnd } from "../../../server/domain/rates/spend.ts";
import { addLocalDays, localInstant, localText } from "../../../server/domain/rentals/zone-time.ts";
import { errorCode } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { client } from "~/lib/trpc.ts";
import { DefinitionList } from "~/ui/definition-list.tsx";
import { TextField } from "~/ui/text-field.tsx";
import { ChoiceChips } from "./choice-chips.tsx";
import { moneyText } from "./money.ts";
import type { RentalRecord } from "./rentals.queries.ts";
import { type StepCall, StepDialog } from "./step-dialog.tsx";

const STEPS = { day: 1, threeDays: 3, week: 7 } as const;
type Choice = keyof typeof STEPS | "own";

/** Keeps a machine longer: the new day in one tap, with what it costs and what stands in the way before it is confirmed. */
export function ExtendDialog(props: { rental: RentalRecord; open: boolean; onClose: () => void; first?: Choice }) {
  const format = useFormat();
  const { me } = useSession();
  const zone = () => props.rental.siteTimeZone ?? me().organization.timeZone;
  const dueAt = () => new Date(props.rental.dueAt);
  // oxlint-disable-next-line solid/reactivity -- where the choice starts
  const [choice, setChoice] = createSignal<Choice>(props.first ?? "week");
  const [own, setOwn] = createSignal("");
  const newDue = createMemo(() => {
    const chosen = choice();
    return chosen === "own" ? localInstant(own(), zone()) : addLocalDays(dueAt(), STEPS[chosen], zone());
  });
  const reservedFrom = () => (props.rental.nextClaimAt ? new Date(props.rental.nextClaimAt) : null);
  const conflict = () => {
    const [due, claimed] = [newDue(), reservedFrom()];
    return due && claimed && due > claimed ? claimed : null;
  };
  const cost = () => {
    const { rate, checkedOutAt } = props.rental;
    const due = newDue();
    if (!rate || !checkedOutAt || !due) return null;
    const facts = { rate, outAt: new Date(checkedOutAt), dueAt: dueAt(), now: new Date(), timeZone: zone() };
    return moneyText(format(), costOfEnd(facts, due), rate.currency);
  };
  const asks = () => {
    const due = newDue();
    if (me().organization.type !== "CUSTOMER" || !due) return false;
    return due > addLocalDays(dueAt(), props.rental.autoExtendDays, zone());
  };
  const time = (at: Date) => format().dateTime(at, zone());
  async function carryOut(call: StepCall): Promise<string> {
    const result = await client.rentals.extend.mutate({
      ...call,
      id: props.rental.id,
      dueAt: newDue()!.toISOString(),
    });
    const until = time(newDue()!);
    if (result.promisesShort > 0)
      return t("rentals.extend.doneShort", { time: until, count: String(result.promisesShort) });
    return t(result.outcome === "EXTENDED" ? "rentals.extend.done" : "rentals.extend.asked", { time: until });
  }
  return (
    <StepDialog
      open={props.open}
      onClose={props.onClose}
      title={t("rentals.extend.title", { machine: props.rental.humanId })}
      action={t(asks() ? "rentals.extend.ask" : "rentals.extend.action")}
      ready={newDue() !== null && newDue()! > dueAt() && conflict() === null}
      explain={(error) => (errorCode(error) === "reservation.overlap" ? t("rentals.extend.taken") : null)}
      onSubmit={carryOut}
    >
      <ChoiceChips<Choice>
        label={t("rentals.extend.by")}
        value={choice()}
        onChange={(next) => {
          if (next === "own" && own() === "") setOwn(localText(newDue() ?? dueAt(), zone()));
          setChoice(next);
        }}
        options={(["day", "threeDays", "week", "own"] as const).map((value) => ({
          value,
          label: t(`rentals.extend.chip.${value}`),
        }))}
      />
      <Show when={choice() === "own"}>
        <TextField
          type="datetime-local"
          label={t("rentals.extend.until")}
          hint={zone().replaceAll("_", " ")}
          value={own()}
          min={localText(dueAt(), zone())}
          onInput={(event) => setOwn(event.currentTarget.value)}
        />
      </Show>
      <div aria-live="polite" class="rounded-md bg-sunken p-4">
        <DefinitionList
          columns={2}
          items={[
            { term: t("rentals.extend.newDue"), value: newDue() && time(newDue()!) },
            { term: t("rentals.extend.before"), value: time(dueAt()) },
            ...(cost() ? [{ term: t("rentals.extend.cost"), value: cost() }] : []),
          ]}
        />
        <Show when={conflict()}>
          {(claimed) => (
            <p class="mt-3 text-sm font-medium text-red">{t("rentals.extend.conflict", { time: time(claimed()) })}</p>
          )}
        </Show>
        <Show when={asks() && !conflict()}>
          <p class="mt-3 text-sm text-muted">
            {t("rentals.extend.needsAnswer", { dealer: props.rental.dealerName ?? t("rentals.dealer") })}
          </p>
        </Show>
      </div>
    </StepDialog>
  );
}
