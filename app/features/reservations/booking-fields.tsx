import { useQuery } from "@tanstack/solid-query";
import { For, Show } from "solid-js";
import type { SetStoreFunction } from "solid-js/store";
import { EQUIPMENT_TYPES, type EquipmentType } from "../../../server/domain/assets/schema.ts";
import type { Site } from "~/features/sites/sites.queries.ts";
import { t } from "~/lib/i18n.ts";
import { useSession } from "~/lib/session.tsx";
import { SegmentedControl } from "~/ui/segmented-control.tsx";
import { Select } from "~/ui/select.tsx";
import { TextArea, TextField } from "~/ui/text-field.tsx";
import type { BookingDraft, problemsOf } from "./booking-draft.ts";
import { travellingQuery } from "./reservations.queries.ts";

interface FieldsProps {
  draft: BookingDraft;
  set: SetStoreFunction<BookingDraft>;
  problems: ReturnType<typeof problemsOf>;
}

const sentence = (problem: keyof typeof sentences | undefined) => (problem ? sentences[problem]() : null);
const sentences = {
  type: () => t("reservations.create.error.type"),
  quantity: () => t("reservations.create.error.quantity"),
  machine: () => t("reservations.create.error.machine"),
  site: () => t("reservations.create.error.site"),
  dealer: () => t("reservations.create.error.dealer"),
  from: () => t("reservations.create.error.from"),
  to: () => t("reservations.create.error.to"),
  order: () => t("reservations.create.error.order"),
  past: () => t("reservations.create.error.past"),
};

/** So many of a type, or one machine with what travels along. */
export function WhatFields(props: FieldsProps) {
  const { can } = useSession();
  const number = () => props.draft.humanId.trim().toUpperCase();
  const travelling = useQuery(() => ({
    ...travellingQuery(
      props.draft.by === "machine" && can("reservations.travelling") && /^EQX\d{4,}$/.test(number()) ? number() : null,
    ),
    retry: false,
  }));
  const along = () => (travelling.isSuccess ? travelling.data.map(({ humanId }) => humanId) : []);
  return (
    <div class="flex flex-col gap-4">
      <SegmentedControl<BookingDraft["by"]>
        label={t("reservations.create.by")}
        value={props.draft.by}
        onChange={(by) => props.set("by", by)}
        options={[
          { value: "type", label: t("reservations.create.byType") },
          { value: "machine", label: t("reservations.create.byMachine") },
        ]}
      />
      <Show
        when={props.draft.by === "type"}
        fallback={
          <>
            <TextField
              label={t("reservations.create.machine")}
              hint={t("reservations.create.machineHint")}
              value={props.draft.humanId}
              maxLength={40}
              autocomplete="off"
              autocapitalize="characters"
              error={sentence(props.problems.humanId)}
              onInput={(event) => props.set("humanId", event.currentTarget.value)}
            />
            <Show when={along().length > 0}>
              <p class="text-sm">
                <span class="text-muted">{t("reservations.create.travels")}</span> {along().join(", ")}
              </p>
            </Show>
          </>
        }
      >
        <div class="grid gap-4 sm:grid-cols-[2fr_1fr]">
          <Select<EquipmentType>
            label={t("reservations.create.type")}
            placeholder={t("reservations.create.chooseType")}
            value={props.draft.type}
            error={sentence(props.problems.type)}
            options={EQUIPMENT_TYPES.map((value) => ({ value, label: t(`assets.type.${value}`) })).sort((a, b) =>
              a.label.localeCompare(b.label),
            )}
            onChange={(type) => props.set("type", type)}
          />
          <TextField
            type="number"
            inputmode="numeric"
            min={1}
            max={100}
            label={t("reservations.create.quantity")}
            value={props.draft.quantity}
            error={sentence(props.problems.quantity)}
            onInput={(event) => props.set("quantity", event.currentTarget.value)}
          />
        </div>
      </Show>
    </div>
  );
}

interface WhenProps extends FieldsProps {
  sites: readonly Site[];
  dealers: readonly { dealerId: string; name: string }[];
  today: string;
  timeZone: string;
  showCustomer: boolean;
}

/** Where it is for, from which dealer, and on which days at the site. */
export function WhenFields(props: WhenProps) {
  const siteName = (site: Site) =>
    props.showCustomer && site.customerName
      ? t("reservations.create.siteOf", { site: site.name, customer: site.customerName })
      : site.name;
  return (
    <div class="flex flex-col gap-4">
      <Select
        label={t("reservations.create.site")}
        placeholder={t("reservations.create.chooseSite")}
        value={props.draft.siteId}
        error={sentence(props.problems.siteId)}
        options={props.sites.map((site) => ({ value: site.id, label: siteName(site) }))}
        onChange={(siteId) => props.set("siteId", siteId)}
      />
      <Show when={props.dealers.length > 1}>
        <Select
          label={t("reservations.create.dealer")}
          placeholder={t("reservations.create.chooseDealer")}
          value={props.draft.dealerId}
          error={sentence(props.problems.dealerId)}
          options={props.dealers.map(({ dealerId, name }) => ({ value: dealerId, label: name }))}
          onChange={(dealerId) => props.set("dealerId", dealerId)}
        />
      </Show>
      <div class="grid gap-4 sm:grid-cols-2">
        <TextField
          type="date"
          label={t("reservations.create.from")}
          value={props.draft.from}
          min={props.today}
          error={sentence(props.problems.from)}
          onInput={(event) => {
            const from = event.currentTarget.value;
            props.set((draft) => ({ from, to: draft.to < from ? from : draft.to }));
          }}
        />
        <TextField
          type="date"
          label={t("reservations.create.to")}
          value={props.draft.to}
          min={props.draft.from || props.today}
          error={sentence(props.problems.to)}
          onInput={(event) => props.set("to", event.currentTarget.value)}
        />
      </div>
      <p class="text-sm text-muted">{t("reservations.create.zone", { zone: props.timeZone.replaceAll("_", " ") })}</p>
    </div>
  );
}

/** What the rental's papers say, and whom to ring about the delivery. */
const PAPERS = [
  ["contractNumber", "text", 60],
  ["poNumber", "text", 60],
  ["contactName", "text", 120],
  ["contactPhone", "tel", 40],
] as const;

/** What nobody has to fill in. */
export function ExtrasFields(props: Pick<FieldsProps, "draft" | "set">) {
  return (
    <div class="flex flex-col gap-4">
      <TextField
        label={t("reservations.create.attachments")}
        hint={t("reservations.create.attachmentsHint")}
        optional
        value={props.draft.attachments}
        maxLength={500}
        onInput={(event) => props.set("attachments", event.currentTarget.value)}
      />
      <div class="grid gap-4 sm:grid-cols-2">
        <For each={PAPERS}>
          {([field, type, maxLength]) => (
            <TextField
              type={type}
              label={t(`reservations.create.${field}`)}
              optional
              value={props.draft[field]}
              maxLength={maxLength}
              autocomplete="off"
              onInput={(event) => props.set(field, event.currentTarget.value)}
            />
          )}
        </For>
      </div>
      <TextArea
        label={t("reservations.create.notes")}
        optional
        value={props.draft.notes}
        maxLength={2000}
        onInput={(event) => props.set("notes", event.currentTarget.value)}
      />
    </div>
  );
}
