import { useQuery } from "@tanstack/solid-query";
import { createSignal, For, Show } from "solid-js";
import { EQUIPMENT_TYPES, type EquipmentType } from "../../../server/domain/assets/schema.ts";
import { readMoney } from "~/features/rentals/money.ts";
import { type StepCall, StepDialog } from "~/features/rentals/step-dialog.tsx";
import { dayInZone } from "~/lib/format.ts";
import { t } from "~/lib/i18n.ts";
import { useSession } from "~/lib/session.tsx";
import { client, trpc } from "~/lib/trpc.ts";
import { SegmentedControl } from "~/ui/segmented-control.tsx";
import { Select } from "~/ui/select.tsx";
import { TextField } from "~/ui/text-field.tsx";
import { termsQuery } from "./rates.queries.ts";
import { readCount } from "./read-count.ts";

const AMOUNTS = ["day", "week", "cycle", "excess"] as const;
const HOURS = ["hoursDay", "hoursWeek", "hoursCycle"] as const;
/** A single shift, which most contracts include. */
const SHIFT = { hoursDay: "8", hoursWeek: "40", hoursCycle: "160" };

/** Sets a rate for a type or one machine, for everybody or one customer. */
export function NewRateDialog(props: { open: boolean; onClose: () => void }) {
  const { me } = useSession();
  const customers = useQuery(() => termsQuery());
  const [about, setAbout] = createSignal<"type" | "machine">("type");
  const [type, setType] = createSignal<EquipmentType>("EXCAVATOR");
  const [humanId, setHumanId] = createSignal("");
  const [customerId, setCustomerId] = createSignal("ALL");
  // oxlint-disable-next-line solid/reactivity -- where the fields start
  const [currency, setCurrency] = createSignal(me().organization.currency);
  // oxlint-disable-next-line solid/reactivity -- where the fields start
  const [from, setFrom] = createSignal(dayInZone(new Date(), me().organization.timeZone));
  const [amounts, setAmounts] = createSignal<Record<(typeof AMOUNTS)[number], string>>({
    day: "",
    week: "",
    cycle: "",
    excess: "",
  });
  const [hours, setHours] = createSignal<Record<(typeof HOURS)[number], string>>(SHIFT);
  const known = () => /^[A-Z]{3}$/.test(currency());
  const minor = (name: (typeof AMOUNTS)[number]) => (known() ? readMoney(amounts()[name], currency()) : undefined);
  const wrong = (name: (typeof AMOUNTS)[number]) => known() && minor(name) === undefined;
  const count = (name: (typeof HOURS)[number]) => readCount(hours()[name], 10_000);
  const ready = () =>
    known() &&
    typeof minor("day") === "number" &&
    !AMOUNTS.some(wrong) &&
    !HOURS.some((name) => count(name) === undefined) &&
    (about() === "type" || humanId().trim() !== "") &&
    from() !== "";
  async function carryOut({ operationId, occurredAt }: StepCall): Promise<string> {
    await client.rates.add.mutate({
      operationId,
      occurredAt,
      ...(about() === "type" ? { type: type() } : { humanId: humanId().trim() }),
      customerId: customerId() === "ALL" ? null : customerId(),
      currency: currency(),
      dayMinor: minor("day")!,
      weekMinor: minor("week") ?? null,
      cycleMinor: minor("cycle") ?? null,
      excessHourMinor: minor("excess") ?? null,
      hoursPerDay: count("hoursDay") ?? null,
      hoursPerWeek: count("hoursWeek") ?? null,
      hoursPerCycle: count("hoursCycle") ?? null,
      validFrom: from(),
    });
    await trpc.rates.invalidate();
    return t("rates.form.done");
  }
  return (
    <StepDialog
      open={props.open}
      onClose={props.onClose}
      title={t("rates.form.title")}
      description={t("rates.form.hint")}
      action={t("rates.form.save")}
      reason={null}
      ready={ready()}
      onSubmit={carryOut}
    >
      <SegmentedControl<"type" | "machine">
        label={t("rates.form.about")}
        value={about()}
        onChange={setAbout}
        options={[
          { value: "type", label: t("rates.form.type") },
          { value: "machine", label: t("rates.form.machine") },
        ]}
      />
      <Show
        when={about() === "type"}
        fallback={
          <TextField
            label={t("rates.form.number")}
            placeholder="EQX1004"
            autocomplete="off"
            value={humanId()}
            onInput={(event) => setHumanId(event.currentTarget.value)}
          />
        }
      >
        <Select<EquipmentType>
          label={t("rates.form.type")}
          value={type()}
          onChange={setType}
          options={EQUIPMENT_TYPES.map((value) => ({ value, label: t(`assets.type.${value}`) }))}
        />
      </Show>
      <Select
        label={t("rates.form.customer")}
        value={customerId()}
        onChange={setCustomerId}
        options={[
          { value: "ALL", label: t("rates.everybody") },
          ...(customers.isPending ? [] : (customers.data?.items ?? [])).map((each) => ({
            value: each.customerId,
            label: each.customerName ?? each.customerId,
          })),
        ]}
      />
      <div class="grid grid-cols-2 items-start gap-4">
        <For each={AMOUNTS}>
          {(name) => (
            <TextField
              label={t(`rates.form.${name}`)}
              optional={name !== "day"}
              inputmode="decimal"
              suffix={currency()}
              inputClass="text-end pe-14 tabular-nums"
              value={amounts()[name]}
              error={wrong(name) ? t("rates.form.noAmount") : null}
              onInput={(event) => {
                const { value } = event.currentTarget;
                setAmounts((before) => ({ ...before, [name]: value }));
              }}
            />
          )}
        </For>
      </div>
      <div class="grid grid-cols-3 items-end gap-4">
        <For each={HOURS}>
          {(name) => (
            <TextField
              label={t(`rates.form.${name}`)}
              inputmode="numeric"
              suffix="h"
              value={hours()[name]}
              error={count(name) === undefined ? t("rates.terms.noNumber", { most: "10000" }) : null}
              onInput={(event) => {
                const { value } = event.currentTarget;
                setHours((before) => ({ ...before, [name]: value }));
              }}
            />
          )}
        </For>
      </div>
      <div class="grid grid-cols-2 items-start gap-4">
        <TextField
          type="date"
          label={t("rates.form.from")}
          value={from()}
          onInput={(event) => setFrom(event.currentTarget.value)}
        />
        <TextField
          label={t("rates.form.currency")}
          maxLength={3}
          autocomplete="off"
          value={currency()}
          error={known() ? null : t("rates.form.noCurrency")}
          onInput={(event) => setCurrency(event.currentTarget.value.toUpperCase())}
        />
      </div>
    </StepDialog>
  );
}
