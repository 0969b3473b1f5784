import { useQuery } from "@tanstack/solid-query";
import { type Accessor, Show } from "solid-js";
import { EQUIPMENT_TYPES } from "../../../server/domain/assets/schema.ts";
import { t } from "~/lib/i18n.ts";
import { useSession } from "~/lib/session.tsx";
import { Select } from "~/ui/select.tsx";
import { TextArea, TextField } from "~/ui/text-field.tsx";
import { everySite } from "../sites/sites.queries.ts";
import type { Faults, MachineDraft, MachineField } from "./machine-draft.ts";

interface MachineFieldsProps {
  draft: MachineDraft;
  faults: Faults;
  onChange: (change: Partial<MachineDraft>) => void;
  /** Errors that the server found, by field. */
  refused: Partial<Record<string, string>>;
  /** A machine that is there already has its hours from hand-overs and trackers. */
  isNew: boolean;
  isOut?: boolean;
}

const NO_YARD = "";
type TextName = Exclude<MachineField, "type" | "yardId" | "attachments">;

/** What is told of a machine, the same fields for a new one and for a change. */
export function MachineFields(props: MachineFieldsProps) {
  const { me } = useSession();
  const sites = useQuery(everySite);
  const yards = () => (sites.isSuccess ? sites.data.filter((site) => site.kind === "YARD") : []);
  const currency = () => me().organization.currency;
  const errorOf = (name: MachineField): string | null => {
    const fault = props.faults[name];
    return props.refused[name] ?? (fault ? t(`assets.form.error.${fault}`) : null);
  };
  const field = (
    name: TextName,
    rest: { hint?: string; optional?: boolean; suffix?: Accessor<string>; kind?: "figure" | "date" } = {},
  ) => (
    <TextField
      label={t(`assets.form.${name}`)}
      {...(rest.hint ? { hint: rest.hint } : {})}
      {...(rest.optional ? { optional: true } : {})}
      {...(rest.suffix ? { suffix: rest.suffix() } : {})}
      {...(rest.kind === "date" ? { type: "date" } : {})}
      {...(rest.kind === "figure" ? { inputmode: "decimal" as const } : {})}
      autocomplete="off"
      value={props.draft[name]}
      error={errorOf(name)}
      onInput={(event) => props.onChange({ [name]: event.currentTarget.value })}
    />
  );
  return (
    <div class="flex flex-col gap-6">
      <fieldset class="grid gap-4 sm:grid-cols-2">
        <legend class="mb-3 text-base font-bold">{t("assets.form.identity")}</legend>
        <Select
          label={t("assets.form.type")}
          placeholder={t("assets.form.chooseType")}
          value={props.draft.type || null}
          options={EQUIPMENT_TYPES.map((value) => ({ value, label: t(`assets.type.${value}`) }))}
          error={errorOf("type")}
          onChange={(type) => props.onChange({ type })}
        />
        {field("fleetNumber", { hint: t("assets.form.fleetNumberHint"), optional: true })}
        {field("make")}
        {field("model")}
        {field("serialNumber")}
        {field("pin", { hint: t("assets.form.pinHint"), optional: true })}
        {field("modelYear", { optional: true, kind: "figure" })}
        <TextArea
          class="sm:col-span-2"
          label={t("assets.form.attachments")}
          hint={t("assets.form.attachmentsHint")}
          optional
          value={props.draft.attachments}
          error={errorOf("attachments")}
          onInput={(event) => props.onChange({ attachments: event.currentTarget.value })}
        />
      </fieldset>
      <fieldset class="grid gap-4 sm:grid-cols-2">
        <legend class="mb-3 text-base font-bold">{t("assets.form.place")}</legend>
        <Select
          label={t("assets.form.yardId")}
          {...(props.isOut ? { hint: t("assets.form.onRent") } : {})}
          disabled={props.isOut === true}
          value={props.draft.yardId}
          options={[
            { value: NO_YARD, label: t("assets.form.noYard") },
            ...yards().map((site) => ({ value: site.id, label: site.name })),
          ]}
          error={errorOf("yardId")}
          onChange={(yardId) => props.onChange({ yardId })}
        />
        <Show when={props.isNew}>{field("hourMeter", { optional: true, suffix: () => "h", kind: "figure" })}</Show>
        {field("hourMeterOffset", {
          hint: t("assets.form.hourMeterOffsetHint"),
          optional: true,
          suffix: () => "h",
          kind: "figure",
        })}
        {field("trackerId", { optional: true })}
      </fieldset>
      <fieldset class="grid gap-4 sm:grid-cols-2">
        <legend class="mb-3 text-base font-bold">{t("assets.form.money")}</legend>
        {field("oec", { optional: true, suffix: currency, kind: "figure" })}
        {field("dayRate", { optional: true, suffix: currency, kind: "figure" })}
        {field("purchasedOn", { optional: true, kind: "date" })}
      </fieldset>
    </div>
  );
}
