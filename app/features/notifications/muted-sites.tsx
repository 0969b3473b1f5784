import { useQuery } from "@tanstack/solid-query";
import X from "lucide-solid/icons/x";
import { For, Show } from "solid-js";
import type { NotificationSettings } from "../../../server/domain/notifications/settings.ts";
import { t } from "~/lib/i18n.ts";
import { IconButton } from "~/ui/icon-button.tsx";
import { Loaded } from "~/ui/loaded.tsx";
import { Select } from "~/ui/select.tsx";
import { everySite } from "../sites/sites.queries.ts";

interface MutedSitesProps {
  settings: NotificationSettings;
  onChange: (part: Partial<NotificationSettings>) => void;
}

/** Sites of which one is told nothing. One that is not theirs to see any more is not shown, and stays as it is. */
export function MutedSites(props: MutedSitesProps) {
  const sites = useQuery(everySite);
  const isMuted = (id: string) => props.settings.mutedSites.includes(id);
  return (
    <>
      <p class="mb-4 text-sm text-muted">{t("notifications.settings.sitesHint")}</p>
      <Loaded query={sites}>
        {(all) => (
          <>
            <Show
              when={all().some(({ id }) => isMuted(id))}
              fallback={<p class="mb-4 font-medium">{t("notifications.settings.noMuted")}</p>}
            >
              <ul aria-label={t("notifications.settings.sites")} class="mb-4 divide-y divide-line">
                <For each={all().filter(({ id }) => isMuted(id))}>
                  {(site) => (
                    <li class="flex items-center gap-3">
                      <span class="min-w-0 flex-1 font-medium break-words">{site.name}</span>
                      <IconButton
                        label={t("notifications.settings.unmute", { site: site.name })}
                        onClick={() =>
                          props.onChange({ mutedSites: props.settings.mutedSites.filter((id) => id !== site.id) })
                        }
                      >
                        <X aria-hidden="true" />
                      </IconButton>
                    </li>
                  )}
                </For>
              </ul>
            </Show>
            <Select
              class="max-w-md"
              label={t("notifications.settings.mute")}
              value={null}
              placeholder={t("notifications.settings.mute")}
              labelHidden
              onChange={(id) => props.onChange({ mutedSites: [...props.settings.mutedSites, id] })}
              options={all()
                .filter(({ id }) => !isMuted(id))
                .map(({ id, name }) => ({ value: id, label: name }))}
            />
          </>
        )}
      </Loaded>
    </>
  );
}
