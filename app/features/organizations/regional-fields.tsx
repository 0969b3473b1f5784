import { timeZones } from "~/features/sites/time-zones.ts";
import { t } from "~/lib/i18n.ts";
import { SegmentedControl } from "~/ui/segmented-control.tsx";
import { Select } from "~/ui/select.tsx";
import { TextField } from "~/ui/text-field.tsx";

/** An organisation's name and how it counts, while they are being entered. */
export interface Regional {
  name: string;
  timeZone: string;
  units: "METRIC" | "IMPERIAL";
  locale: string;
  currency: string;
}

const LOCALES = ["de-AT", "de-CH", "de-DE", "en-AU", "en-CA", "en-GB", "en-IE", "en-US", "en-ZA"];
const CURRENCIES = ["AUD", "CAD", "CHF", "CZK", "DKK", "EUR", "GBP", "JPY", "NOK", "NZD", "PLN", "SEK", "USD", "ZAR"];

/** Where nothing else is known: as the actor's own organisation has it. */
export const regionalOf = (organization: Omit<Regional, "name">): Regional => ({
  name: "",
  timeZone: organization.timeZone,
  units: organization.units,
  locale: organization.locale,
  currency: organization.currency,
});

export const isWhole = ({ name, currency }: Regional): boolean =>
  name.trim() !== "" && /^[A-Z]{3}$/.test(currency.trim().toUpperCase());

const withCurrent = (known: readonly string[], current: string) =>
  known.includes(current) ? known : [current, ...known];

/** The words of a language tag in the reader's own language, such as "English (United Kingdom)". */
function localeName(tag: string): string {
  try {
    return new Intl.DisplayNames(document.documentElement.lang, { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** Name, time zone, units, region and currency of an organisation. */
export function RegionalFields(props: { value: Regional; onChange: (value: Regional) => void; checked: boolean }) {
  const change = (part: Partial<Regional>) => props.onChange({ ...props.value, ...part });
  return (
    <>
      <TextField
        name="organization-name"
        autocomplete="off"
        maxLength={120}
        label={t("organizations.field.name")}
        error={props.checked && !props.value.name.trim() ? t("organizations.field.nameMissing") : null}
        value={props.value.name}
        onInput={(event) => change({ name: event.currentTarget.value })}
      />
      <Select
        label={t("organizations.field.timeZone")}
        value={props.value.timeZone}
        options={timeZones(props.value.timeZone).map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
        onChange={(timeZone) => change({ timeZone })}
      />
      <div class="flex flex-col items-start gap-1">
        <p class="text-sm font-semibold" aria-hidden="true">
          {t("organizations.field.units")}
        </p>
        <SegmentedControl<Regional["units"]>
          label={t("organizations.field.units")}
          value={props.value.units}
          onChange={(units) => change({ units })}
          options={[
            { value: "METRIC", label: "km, L" },
            { value: "IMPERIAL", label: "mi, gal" },
          ]}
        />
      </div>
      <div class="grid gap-4 sm:grid-cols-2">
        <Select
          label={t("organizations.field.locale")}
          hint={t("organizations.field.localeHint")}
          value={props.value.locale}
          options={withCurrent(LOCALES, props.value.locale).map((tag) => ({ value: tag, label: localeName(tag) }))}
          onChange={(locale) => change({ locale })}
        />
        <Select
          label={t("organizations.field.currency")}
          value={props.value.currency}
          options={withCurrent(CURRENCIES, props.value.currency).map((code) => ({ value: code, label: code }))}
          onChange={(currency) => change({ currency })}
        />
      </div>
    </>
  );
}
