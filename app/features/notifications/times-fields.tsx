import { createMemo, Show } from "solid-js";
import type { NotificationSettings } from "../../../server/domain/notifications/settings.ts";
import { t } from "~/lib/i18n.ts";
import { Card } from "~/ui/card.tsx";
import { SegmentedControl } from "~/ui/segmented-control.tsx";
import { Select } from "~/ui/select.tsx";
import { TextField } from "~/ui/text-field.tsx";
import { timeZones } from "../sites/time-zones.ts";

interface TimesFieldsProps {
  settings: NotificationSettings;
  /** Whether the person has tried to save. */
  tried: boolean;
  onChange: (part: Partial<NotificationSettings>) => void;
}

const QUIET = { from: "22:00", to: "06:00" };
const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour));
const NEVER = "never";

/** When one is not to be disturbed, when the e-mail goes, and by which clocks. */
export function TimesFields(props: TimesFieldsProps) {
  const zones = createMemo(() => timeZones(props.settings.timeZone));
  const hourText = (hour: string) => `${hour.padStart(2, "0")}:00`;
  const setQuiet = (part: Partial<typeof QUIET>) =>
    props.onChange({ quiet: { ...(props.settings.quiet ?? QUIET), ...part } });
  return (
    <>
      <Card title={t("notifications.settings.quiet")}>
        <div class="flex flex-wrap items-start justify-between gap-3">
          <p class="min-w-48 flex-1 text-sm text-muted">{t("notifications.settings.quietHint")}</p>
          <OnOff
            label={t("notifications.settings.quiet")}
            on={props.settings.quiet !== null}
            onChange={(on) => props.onChange({ quiet: on ? QUIET : null })}
          />
        </div>
        <Show when={props.settings.quiet}>
          {(quiet) => (
            <>
              <div class="mt-4 grid grid-cols-2 gap-3 sm:max-w-sm">
                <TextField
                  type="time"
                  required
                  label={t("notifications.settings.from")}
                  value={quiet().from}
                  onChange={(event) => setQuiet({ from: event.currentTarget.value })}
                />
                <TextField
                  type="time"
                  required
                  label={t("notifications.settings.to")}
                  value={quiet().to}
                  error={props.tried && quiet().from === quiet().to ? t("notifications.settings.same") : null}
                  onChange={(event) => setQuiet({ to: event.currentTarget.value })}
                />
              </div>
              <div class="mt-4 flex flex-wrap items-center justify-between gap-3">
                <p class="min-w-48 flex-1 font-medium">{t("notifications.settings.critical")}</p>
                <OnOff
                  label={t("notifications.settings.critical")}
                  on={props.settings.criticalInQuiet}
                  onChange={(criticalInQuiet) => props.onChange({ criticalInQuiet })}
                />
              </div>
            </>
          )}
        </Show>
      </Card>
      <Card title={t("notifications.settings.digest")}>
        <p class="mb-4 text-sm text-muted">{t("notifications.settings.digestHint")}</p>
        <div class="grid gap-3 sm:grid-cols-2">
          <Select
            label={t("notifications.settings.hour")}
            value={props.settings.digestHour === null ? NEVER : String(props.settings.digestHour)}
            onChange={(hour) => props.onChange({ digestHour: hour === NEVER ? null : Number(hour) })}
            options={[
              { value: NEVER, label: t("notifications.settings.never") },
              ...HOURS.map((value) => ({ value, label: hourText(value) })),
            ]}
          />
          <Select
            label={t("notifications.settings.zone")}
            value={props.settings.timeZone}
            onChange={(timeZone) => props.onChange({ timeZone })}
            options={zones().map((value) => ({ value, label: value.replaceAll("_", " ") }))}
          />
        </div>
      </Card>
    </>
  );
}

function OnOff(props: { label: string; on: boolean; onChange: (on: boolean) => void }) {
  return (
    <SegmentedControl<"on" | "off">
      label={props.label}
      value={props.on ? "on" : "off"}
      onChange={(next) => props.onChange(next === "on")}
      options={[
        { value: "on", label: t("notifications.settings.on") },
        { value: "off", label: t("notifications.settings.off") },
      ]}
    />
  );
}
