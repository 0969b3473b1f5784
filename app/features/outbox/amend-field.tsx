import { Match, Switch } from "solid-js";
import { WORKSHOPS } from "../../../server/domain/maintenance/words.ts";
import { t } from "~/lib/i18n.ts";
import { useSession } from "~/lib/session.tsx";
import { SegmentedControl } from "~/ui/segmented-control.tsx";
import { Select } from "~/ui/select.tsx";
import { TextArea, TextField } from "~/ui/text-field.tsx";
import type { Destination } from "../scan/stand-in.ts";
import { fuelUnit } from "../tasks/fuel-unit.ts";
import type { Field } from "./entry-fields.ts";

const CONDITIONS = ["OK", "WORN", "DAMAGED"] as const;
const NONE = "";

interface AmendFieldProps {
  field: Field;
  label: string;
  text: string;
  error: string | null;
  /** The clock of its times. */
  zone: string;
  sites: readonly Destination[];
  onChange: (text: string) => void;
}

/** One field of an entry as its own form has it. */
export function AmendField(props: AmendFieldProps) {
  const { me } = useSession();
  const kind = () => props.field.kind;
  const isFigure = () => kind() === "hours" || kind() === "litres";
  const suffix = () => (kind() === "hours" ? "h" : kind() === "litres" ? fuelUnit(me().organization.units) : undefined);
  const siteOptions = () => [
    ...(props.field.required ? [] : [{ value: NONE, label: t("tasks.create.noSite") }]),
    ...props.sites.map(({ siteId, name, customerName }) => ({
      value: siteId,
      label: customerName ? `${name} · ${customerName}` : name,
    })),
  ];
  return (
    <Switch
      fallback={
        <TextField
          label={props.label}
          optional={!props.field.required}
          type={kind() === "instant" ? "datetime-local" : kind() === "day" ? "date" : "text"}
          inputmode={isFigure() ? "decimal" : undefined}
          autocomplete="off"
          maxlength={500}
          suffix={suffix()}
          hint={kind() === "instant" ? props.zone.replaceAll("_", " ") : undefined}
          value={props.text}
          error={props.error}
          onInput={(event) => props.onChange(event.currentTarget.value)}
        />
      }
    >
      <Match when={kind() === "site"}>
        <Select
          label={props.label}
          placeholder={t("scan.out.choose")}
          value={props.field.required ? props.text || null : props.text}
          error={props.error}
          options={siteOptions()}
          onChange={props.onChange}
        />
      </Match>
      <Match when={kind() === "flag"}>
        <label class="flex min-h-12 cursor-pointer items-center gap-3 font-semibold">
          <input
            type="checkbox"
            class="size-6 shrink-0 accent-(--color-ink)"
            checked={props.text === "true"}
            onChange={(event) => props.onChange(String(event.currentTarget.checked))}
          />
          {props.label}
        </label>
      </Match>
      <Match when={kind() === "condition"}>
        <Choice
          label={props.label}
          value={props.text}
          options={CONDITIONS.map((value) => ({ value, label: t(`ledger.detail.condition.${value}`) }))}
          onChange={props.onChange}
        />
      </Match>
      <Match when={kind() === "workshop"}>
        <Choice
          label={props.label}
          value={props.text}
          options={WORKSHOPS.map((value) => ({ value, label: t(`maintenance.workshop.${value}`) }))}
          onChange={props.onChange}
        />
      </Match>
      <Match when={kind() === "text" || kind() === "parts"}>
        <TextArea
          label={props.label}
          hint={kind() === "parts" ? t("maintenance.complete.partsHint") : undefined}
          optional={!props.field.required}
          maxlength={2000}
          value={props.text}
          error={props.error}
          onInput={(event) => props.onChange(event.currentTarget.value)}
        />
      </Match>
    </Switch>
  );
}

function Choice(props: {
  label: string;
  value: string;
  options: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
}) {
  return (
    <div class="flex flex-col items-start gap-1.5">
      <span class="text-sm font-semibold" aria-hidden="true">
        {props.label}
      </span>
      <SegmentedControl label={props.label} value={props.value} options={props.options} onChange={props.onChange} />
    </div>
  );
}
