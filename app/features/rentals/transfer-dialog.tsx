import { useQuery } from "@tanstack/solid-query";
import { createSignal } from "solid-js";
import { everySite } from "~/features/sites/sites.queries.ts";
import { t } from "~/lib/i18n.ts";
import { client } from "~/lib/trpc.ts";
import { Select } from "~/ui/select.tsx";
import { TextField } from "~/ui/text-field.tsx";
import { type StepCall, StepDialog } from "./step-dialog.tsx";
import type { StepProps } from "./step-dialogs.tsx";

/** What was typed into a meter's field; null when empty, undefined when it is no number. */
export function readHours(text: string): number | null | undefined {
  const plain = text.trim().replace(",", ".");
  if (plain === "") return null;
  return /^\d{1,6}(\.\d{1,2})?$/.test(plain) ? Number(plain) : undefined;
}

/** Moves a machine to another jobsite of the same customer. */
export function TransferDialog(props: StepProps) {
  const sites = useQuery(() => ({ ...everySite(), enabled: props.open }));
  const [siteId, setSiteId] = createSignal<string | null>(null);
  const [hours, setHours] = createSignal("");
  const options = () =>
    (sites.isPending ? [] : (sites.data ?? []))
      .filter(
        ({ id, kind, customerId }) =>
          kind === "JOBSITE" && customerId === props.rental.customerId && id !== props.rental.siteId,
      )
      .map(({ id, name, timeZone }) => ({
        value: id,
        label: timeZone === props.rental.siteTimeZone ? name : `${name} (${timeZone.replaceAll("_", " ")})`,
      }));
  async function carryOut(call: StepCall): Promise<string> {
    const moved = await client.rentals.transfer.mutate({
      ...call,
      id: props.rental.id,
      siteId: siteId()!,
      engineHours: readHours(hours()) ?? null,
    });
    return t("rentals.transfer.done", { site: moved.siteName ?? t("common.state.unknown") });
  }
  return (
    <StepDialog
      open={props.open}
      onClose={props.onClose}
      title={t("rentals.transfer.title", { machine: props.rental.humanId })}
      description={t("rentals.transfer.hint")}
      action={t("rentals.transfer.action")}
      ready={siteId() !== null && readHours(hours()) !== undefined}
      onSubmit={carryOut}
    >
      <Select
        label={t("rentals.transfer.to")}
        placeholder={t(sites.isPending ? "common.state.loading" : "rentals.transfer.choose")}
        value={siteId()}
        onChange={setSiteId}
        options={options()}
        hint={!sites.isPending && options().length === 0 ? t("rentals.transfer.none") : undefined}
      />
      <TextField
        label={t("rentals.transfer.hours")}
        optional
        inputmode="decimal"
        suffix="h"
        value={hours()}
        error={readHours(hours()) === undefined ? t("rentals.field.noHours") : null}
        onInput={(event) => setHours(event.currentTarget.value)}
      />
    </StepDialog>
  );
}
