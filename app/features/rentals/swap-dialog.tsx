import { useQuery } from "@tanstack/solid-query";
import { createSignal, Show } from "solid-js";
import { errorCode } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { client } from "~/lib/trpc.ts";
import { SegmentedControl } from "~/ui/segmented-control.tsx";
import { Select } from "~/ui/select.tsx";
import { TextField } from "~/ui/text-field.tsx";
import { RefusalNotice } from "../reservations/refusal-notice.tsx";
import { freeMachines } from "./rentals.queries.ts";
import { type StepCall, StepDialog } from "./step-dialog.tsx";
import type { StepProps } from "./step-dialogs.tsx";
import { readHours } from "./transfer-dialog.tsx";
import { createYardChoice, YardSelect } from "./yard-select.tsx";

/** Puts another machine of the dealer in the place of one that is out. */
export function SwapDialog(props: StepProps & { onSwapped: (rentalId: string) => void }) {
  const format = useFormat();
  const { me } = useSession();
  const free = useQuery(() => freeMachines(props.open ? props.rental.type : null));
  const [humanId, setHumanId] = createSignal<string | null>(null);
  const [start, setStart] = createSignal("");
  const [end, setEnd] = createSignal("");
  const [oldGoes, setOldGoes] = createSignal<"PICK_UP_READY" | "RETURNED">("PICK_UP_READY");
  const endNeeded = () => oldGoes() === "RETURNED";
  const [yardId, setYardId] = createSignal<string | null>(null);
  const yard = createYardChoice(
    () => props.rental.dealerId,
    () => props.open && endNeeded(),
  );
  const machines = () => (free.isPending ? [] : (free.data?.items ?? []));
  const choose = (next: string) => {
    setHumanId(next);
    // The meter that is known is mostly the meter that is read.
    const known = machines().find((machine) => machine.humanId === next)?.hourMeter;
    if (known !== undefined) setStart(String(known));
  };
  async function carryOut(call: StepCall): Promise<string> {
    const { rental } = await client.rentals.swap.mutate({
      ...call,
      id: props.rental.id,
      humanId: humanId()!,
      engineStart: readHours(start())!,
      engineEnd: readHours(end()) ?? null,
      oldGoes: oldGoes(),
      yardId: endNeeded() ? yardId() : null,
    });
    props.onSwapped(rental.id);
    return t("rentals.swap.done", { machine: rental.humanId });
  }
  return (
    <StepDialog
      open={props.open}
      onClose={props.onClose}
      title={t("rentals.swap.title", { machine: props.rental.humanId })}
      description={t("rentals.swap.hint")}
      action={t("rentals.swap.action")}
      ready={
        humanId() !== null &&
        typeof readHours(start()) === "number" &&
        (endNeeded()
          ? typeof readHours(end()) === "number" && (!yard.needed() || yardId() !== null)
          : readHours(end()) !== undefined)
      }
      refusal={(error) =>
        errorCode(error) === "reservation.overlap" ? (
          <RefusalNotice
            error={error}
            timeZone={props.rental.siteTimeZone ?? me().organization.timeZone}
            onTakeMachine={choose}
          />
        ) : null
      }
      onSubmit={carryOut}
    >
      <Select
        label={t("rentals.swap.with")}
        placeholder={t(free.isPending ? "common.state.loading" : "rentals.swap.choose")}
        value={humanId()}
        onChange={choose}
        options={machines().map((machine) => ({
          value: machine.humanId,
          label: `${machine.humanId} · ${machine.make} ${machine.model} · ${format().hours(machine.hourMeter)}`,
        }))}
        hint={!free.isPending && machines().length === 0 ? t("rentals.swap.none") : undefined}
      />
      <TextField
        label={t("rentals.swap.start")}
        inputmode="decimal"
        suffix="h"
        value={start()}
        error={readHours(start()) === undefined ? t("rentals.field.noHours") : null}
        onInput={(event) => setStart(event.currentTarget.value)}
      />
      <SegmentedControl<"PICK_UP_READY" | "RETURNED">
        label={t("rentals.swap.oldGoes")}
        value={oldGoes()}
        onChange={setOldGoes}
        options={[
          { value: "PICK_UP_READY", label: t("rentals.swap.waits") },
          { value: "RETURNED", label: t("rentals.swap.isBack") },
        ]}
      />
      <Show when={endNeeded()}>
        <YardSelect choice={yard} value={yardId()} onChange={setYardId} />
      </Show>
      <TextField
        label={t("rentals.swap.end", { machine: props.rental.humanId })}
        optional={!endNeeded()}
        inputmode="decimal"
        suffix="h"
        value={end()}
        error={readHours(end()) === undefined ? t("rentals.field.noHours") : null}
        onInput={(event) => setEnd(event.currentTarget.value)}
      />
    </StepDialog>
  );
}
