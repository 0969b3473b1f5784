import ScanLine from "lucide-solid/icons/scan-line";
import { t } from "~/lib/i18n.ts";
import { ButtonLink } from "~/ui/button.tsx";
import { AlertsCard } from "./alerts-card.tsx";
import { DueNextCard } from "./due-list.tsx";

/** An operator's start: one big button, what is out, and what needs care. */
export function OperatorHome() {
  return (
    <div class="flex flex-col gap-4">
      <ButtonLink
        href="/scan"
        variant="primary"
        size="field"
        class="min-h-28 flex-col gap-1 py-4 text-xl [&_svg]:size-9"
      >
        <ScanLine aria-hidden="true" />
        {t("home.operator.scan")}
        <span class="text-center text-sm font-medium whitespace-normal">{t("home.operator.scanHint")}</span>
      </ButtonLink>
      <div class="grid items-start gap-4 lg:grid-cols-2">
        <DueNextCard title={t("home.operator.out")} empty={t("home.operator.outNone")} limit={20} />
        <AlertsCard />
      </div>
    </div>
  );
}
