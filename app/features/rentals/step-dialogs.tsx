/** Dialogs of the steps that need a date, a place or nothing but a yes. */
import { createSignal, Show } from "solid-js";
import { localDay, localInstant, localText } from "../../../server/domain/rentals/zone-time.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { client } from "~/lib/trpc.ts";
import { SegmentedControl } from "~/ui/segmented-control.tsx";
import { TextArea, TextField } from "~/ui/text-field.tsx";
import type { RentalRecord } from "./rentals.queries.ts";
import { type StepCall, StepDialog } from "./step-dialog.tsx";

export interface StepProps {
  rental: RentalRecord;
  open: boolean;
  onClose: () => void;
}

const zoneOf = (rental: RentalRecord, fallback: string) => rental.siteTimeZone ?? fallback;

/** Brings a machine back earlier than planned. */
export function ShortenDialog(props: StepProps) {
  const format = useFormat();
  const { me } = useSession();
  const zone = () => zoneOf(props.rental, me().organization.timeZone);
  // oxlint-disable-next-line solid/reactivity -- where the field starts
  const [until, setUntil] = createSignal(localText(new Date(props.rental.dueAt), zone()));
  const newDue = () => localInstant(until(), zone());
  async function carryOut(call: StepCall): Promise<string> {
    await client.rentals.shorten.mutate({ ...call, id: props.rental.id, dueAt: newDue()!.toISOString() });
    return t("rentals.shorten.done", { time: format().dateTime(newDue()!, zone()) });
  }
  return (
    <StepDialog
      open={props.open}
      onClose={props.onClose}
      title={t("rentals.shorten.title", { machine: props.rental.humanId })}
      description={t("rentals.shorten.hint")}
      action={t("rentals.shorten.action")}
      ready={newDue() !== null && newDue()! < new Date(props.rental.dueAt)}
      onSubmit={carryOut}
    >
      <TextField
        type="datetime-local"
        label={t("rentals.extend.until")}
        hint={zone().replaceAll("_", " ")}
        value={until()}
        min={localText(new Date(), zone())}
        max={localText(new Date(props.rental.dueAt), zone())}
        onInput={(event) => setUntil(event.currentTarget.value)}
      />
    </StepDialog>
  );
}

/** Ends the rent, at once or at the end of a day; an operator asks for it. */
export function CallOffDialog(props: StepProps) {
  const format = useFormat();
  const { me } = useSession();
  const zone = () => zoneOf(props.rental, me().organization.timeZone);
  const today = () => localDay(new Date(), zone());
  const [when, setWhen] = createSignal<"now" | "day">("now");
  // oxlint-disable-next-line solid/reactivity -- where the field starts
  const [day, setDay] = createSignal(today());
  const lastDay = () => {
    const due = localDay(new Date(props.rental.dueAt), zone());
    return due > today() ? due : today();
  };
  const asks = () => me().role === "OPERATOR";
  async function carryOut(call: StepCall): Promise<string> {
    const input = { ...call, id: props.rental.id, ...(when() === "day" ? { day: day() } : {}) };
    const { outcome, rental } = await client.rentals.callOff.mutate(input);
    if (outcome === "REQUESTED") return t("rentals.callOff.asked");
    return t("rentals.callOff.done", { day: format().day(rental.callOffDay ?? today()) });
  }
  return (
    <StepDialog
      open={props.open}
      onClose={props.onClose}
      title={t("rentals.callOff.title", { machine: props.rental.humanId })}
      description={t(asks() ? "rentals.callOff.hintAsk" : "rentals.callOff.hint")}
      action={t(asks() ? "rentals.callOff.ask" : "rentals.callOff.action")}
      ready={when() === "now" || (day() >= today() && day() <= lastDay())}
      onSubmit={carryOut}
    >
      <SegmentedControl<"now" | "day">
        label={t("rentals.callOff.when")}
        value={when()}
        onChange={setWhen}
        options={[
          { value: "now", label: t("rentals.callOff.now") },
          { value: "day", label: t("rentals.callOff.onDay") },
        ]}
      />
      <Show when={when() === "day"}>
        <TextField
          type="date"
          label={t("rentals.callOff.lastDay")}
          hint={t("rentals.callOff.dayHint", { zone: zone().replaceAll("_", " ") })}
          value={day()}
          min={today()}
          max={lastDay()}
          onInput={(event) => setDay(event.currentTarget.value)}
        />
      </Show>
    </StepDialog>
  );
}

export function CancelCallOffDialog(props: StepProps) {
  const format = useFormat();
  const { me } = useSession();
  async function carryOut(call: StepCall): Promise<string> {
    await client.rentals.cancelCallOff.mutate({ ...call, id: props.rental.id });
    return t("rentals.cancelCallOff.done");
  }
  return (
    <StepDialog
      open={props.open}
      onClose={props.onClose}
      title={t("rentals.cancelCallOff.title", { machine: props.rental.humanId })}
      description={t("rentals.cancelCallOff.hint", {
        time: format().dateTime(props.rental.dueAt, zoneOf(props.rental, me().organization.timeZone)),
      })}
      action={t("rentals.cancelCallOff.action")}
      onSubmit={carryOut}
    />
  );
}

/** Says that the machine stands ready, and where. */
export function ReadyDialog(props: StepProps) {
  const [notes, setNotes] = createSignal("");
  async function carryOut(call: StepCall): Promise<string> {
    const said = notes().trim();
    await client.rentals.ready.mutate({ ...call, id: props.rental.id, ...(said ? { notes: said } : {}) });
    return t("rentals.ready.done");
  }
  return (
    <StepDialog
      open={props.open}
      onClose={props.onClose}
      title={t("rentals.ready.title", { machine: props.rental.humanId })}
      description={t("rentals.ready.hint")}
      action={t("rentals.ready.action")}
      reason={null}
      onSubmit={carryOut}
    >
      <TextArea
        label={t("rentals.ready.notes")}
        optional
        maxLength={2000}
        value={notes()}
        onInput={(event) => setNotes(event.currentTarget.value)}
      />
    </StepDialog>
  );
}
