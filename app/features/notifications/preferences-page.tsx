import { A } from "@solidjs/router";
import { useQuery } from "@tanstack/solid-query";
import { t } from "~/lib/i18n.ts";
import { useSession } from "~/lib/session.tsx";
import { Loaded } from "~/ui/loaded.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { DeviceCard } from "./device-card.tsx";
import { preferencesQuery } from "./notifications.queries.ts";
import { PreferencesForm } from "./preferences-form.tsx";

/** What one is told, where and when. */
export function PreferencesPage() {
  const { me } = useSession();
  const preferences = useQuery(preferencesQuery);
  return (
    <div class="max-w-3xl">
      <PageHeader
        eyebrow={<A href="/notifications">{t("notifications.title")}</A>}
        title={t("notifications.settings.title")}
        description={t("notifications.settings.hint", { organization: me().organization.name })}
      />
      <div class="flex flex-col gap-6">
        <DeviceCard />
        <Loaded query={preferences}>{(loaded) => <PreferencesForm preferences={loaded()} />}</Loaded>
      </div>
    </div>
  );
}
