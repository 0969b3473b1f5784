import Plus from "lucide-solid/icons/plus";
import Trash from "lucide-solid/icons/trash";
import Truck from "lucide-solid/icons/truck";
import { createSignal } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { Button, ButtonLink } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { IconButton } from "~/ui/icon-button.tsx";
import { Kbd } from "~/ui/kbd.tsx";
import { SegmentedControl } from "~/ui/segmented-control.tsx";
import { Select } from "~/ui/select.tsx";
import { Tabs } from "~/ui/tabs.tsx";
import { TextArea, TextField } from "~/ui/text-field.tsx";

export function ButtonsSection() {
  return (
    <Card title={t("components.section.buttons")}>
      <div class="flex flex-col gap-4">
        <div class="flex flex-wrap items-center gap-3">
          <Button variant="primary">
            <Truck aria-hidden="true" />
            {t("components.sample.primary")}
          </Button>
          <Button>{t("components.sample.secondary")}</Button>
          <Button variant="ghost">{t("components.sample.ghost")}</Button>
          <Button variant="danger">
            <Trash aria-hidden="true" />
            {t("components.sample.danger")}
          </Button>
          <Button variant="primary" busy>
            {t("components.sample.busy")}
          </Button>
          <Button disabled>{t("components.sample.disabled")}</Button>
          <ButtonLink href="/components/shell" variant="ghost">
            {t("components.frame")}
          </ButtonLink>
          <IconButton label={t("common.action.more")} variant="secondary">
            <Plus aria-hidden="true" />
          </IconButton>
          <span class="flex items-center gap-2 text-sm text-muted">
            {t("components.sample.shortcut")} <Kbd>Ctrl</Kbd> <Kbd>K</Kbd>
          </span>
        </div>
        <div class="flex flex-wrap items-center gap-3">
          <Button size="sm">{t("components.sample.secondary")}</Button>
          <Button size="lg">{t("components.sample.secondary")}</Button>
        </div>
        <div class="max-w-sm">
          <Button variant="primary" size="field">
            {t("components.sample.field")}
          </Button>
        </div>
      </div>
    </Card>
  );
}

export function FieldsSection() {
  const [site, setSite] = createSignal<string | null>(null);
  const [period, setPeriod] = createSignal<"week" | "month" | "year">("month");
  return (
    <Card title={t("components.section.fields")}>
      <div class="grid gap-6 sm:grid-cols-2 lg:grid-cols-3">
        <TextField
          label={t("components.sample.hours")}
          hint={t("components.sample.hoursHint")}
          inputmode="decimal"
          suffix="h"
          value="1,240.0"
        />
        <TextField
          label={t("components.sample.hours")}
          error={t("components.sample.hoursError")}
          inputmode="decimal"
          suffix="h"
          value="1,024.0"
        />
        <TextField
          label={t("components.sample.machine")}
          placeholder={t("components.sample.searchMachine")}
          type="search"
        />
        <Select
          label={t("components.sample.site")}
          placeholder={t("components.sample.siteChoose")}
          value={site()}
          onChange={setSite}
          options={[
            { value: "a", label: "Riverside Bridge" },
            { value: "b", label: "Harbour Quay 4" },
            { value: "c", label: "Hillside Tunnel" },
          ]}
        />
        <TextField label={t("components.sample.locked")} value="CAT0320GKHA00142" readonly />
        <TextArea label={t("components.sample.note")} optional />
      </div>
      <div class="mt-6 flex flex-col items-start gap-6">
        <SegmentedControl
          label={t("components.sample.period")}
          value={period()}
          onChange={setPeriod}
          options={[
            { value: "week", label: t("components.sample.week") },
            { value: "month", label: t("components.sample.month") },
            { value: "year", label: t("components.sample.year") },
          ]}
        />
        <div class="w-full">
          <Tabs
            label={t("components.sample.machine")}
            tabs={[
              {
                value: "overview",
                label: t("components.sample.overview"),
                content: () => t("components.sample.overviewText"),
              },
              {
                value: "photos",
                label: t("components.sample.photos"),
                content: () => t("components.sample.photosText"),
              },
            ]}
          />
        </div>
      </div>
    </Card>
  );
}
