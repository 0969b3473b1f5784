import { For } from "solid-js";
import {
  ALERT_KINDS,
  ALERT_SEVERITIES,
  type AlertKind,
  type AlertSeverity,
} from "../../../server/domain/alerts/schema.ts";
import type { NotificationSettings } from "../../../server/domain/notifications/settings.ts";
import { CHANNELS, type Channel } from "../../../server/domain/notifications/words.ts";
import { t } from "~/lib/i18n.ts";
import { Select } from "~/ui/select.tsx";

interface KindsTableProps {
  settings: NotificationSettings;
  onChange: (part: Partial<NotificationSettings>) => void;
}

/** Each kind of alert by where it is told; and from which severity each of these is used at all. */
export function KindsTable(props: KindsTableProps) {
  const setKind = (kind: AlertKind, channel: Channel, on: boolean) => {
    const { kinds } = props.settings;
    props.onChange({ kinds: { ...kinds, [kind]: { ...kinds[kind], [channel]: on } } });
  };
  const setSeverity = (channel: Channel, severity: AlertSeverity) =>
    props.onChange({ minSeverity: { ...props.settings.minSeverity, [channel]: severity } });
  const channelWord = (channel: Channel) => t(`notifications.settings.${channel}`);
  return (
    <>
      <table class="w-full table-fixed border-collapse">
        <caption class="pb-2 text-start text-sm text-muted">{t("notifications.settings.kindsHint")}</caption>
        <thead>
          <tr class="border-b border-line text-sm">
            <td class="w-auto" />
            <For each={CHANNELS}>
              {(channel) => (
                <th scope="col" class="w-13 py-2 text-center font-semibold sm:w-28">
                  {channelWord(channel)}
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody class="divide-y divide-line">
          <For each={ALERT_KINDS}>
            {(kind) => (
              <tr>
                <th scope="row" class="py-1 pe-2 text-start font-medium break-words hyphens-auto">
                  {t(`alerts.kind.${kind}`)}
                </th>
                <For each={CHANNELS}>
                  {(channel) => (
                    <td class="p-0 text-center">
                      <label class="inline-grid size-12 cursor-pointer place-items-center rounded-md hover:bg-hover">
                        <span class="sr-only">{`${t(`alerts.kind.${kind}`)}: ${channelWord(channel)}`}</span>
                        <input
                          type="checkbox"
                          class="size-5 accent-ink"
                          checked={props.settings.kinds[kind][channel]}
                          onChange={(event) => setKind(kind, channel, event.currentTarget.checked)}
                        />
                      </label>
                    </td>
                  )}
                </For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
      <div class="mt-4 grid gap-3 border-t border-line pt-4 sm:grid-cols-3">
        <For each={CHANNELS}>
          {(channel) => (
            <Select<AlertSeverity>
              label={`${channelWord(channel)}: ${t("notifications.settings.severity")}`}
              value={props.settings.minSeverity[channel]}
              onChange={(severity) => setSeverity(channel, severity)}
              options={ALERT_SEVERITIES.map((value) => ({ value, label: t(`common.severity.${value}`) }))}
            />
          )}
        </For>
      </div>
    </>
  );
}
