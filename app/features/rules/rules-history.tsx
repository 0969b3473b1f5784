import { useInfiniteQuery } from "@tanstack/solid-query";
import ScrollText from "lucide-solid/icons/scroll-text";
import { For, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { Card } from "~/ui/card.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { LoadMore } from "~/ui/load-more.tsx";
import { Loaded } from "~/ui/loaded.tsx";
import { savedByText, valueText } from "./rule-words.ts";
import { historyQuery, type RulesVersion } from "./rules.queries.ts";

function Version(props: { version: RulesVersion }) {
  const format = useFormat();
  return (
    <li class="px-4 py-3">
      <p class="font-semibold">{t("rules.history.version", { version: String(props.version.version) })}</p>
      <p class="text-sm break-words text-muted">
        {t("rules.history.saved", {
          time: format().dateTime(props.version.savedAt),
          who: savedByText(props.version.savedBy),
        })}
      </p>
      <ul class="mt-1 text-sm">
        <For each={props.version.changes} fallback={<li class="text-muted">{t("rules.history.same")}</li>}>
          {({ rule, from, to }) => (
            <li class="break-words">
              {t("rules.history.change", {
                rule: t(`rules.rule.${rule}.name`),
                from: valueText(rule, from, format()),
                to: valueText(rule, to, format()),
              })}
            </li>
          )}
        </For>
      </ul>
    </li>
  );
}

/** Every version of a dealer's rules with what it changed, the newest first. */
export function RulesHistory(props: { dealerId: string }) {
  const query = useInfiniteQuery(() => historyQuery(props.dealerId));
  return (
    <Card title={t("rules.history.title")} flush>
      <Loaded query={query}>
        {(data) => {
          const versions = () => data().pages.flatMap((page) => page.items);
          return (
            <Show
              when={versions().length > 0}
              fallback={<EmptyState icon={<ScrollText />} title={t("rules.history.empty")} />}
            >
              <ul class="divide-y divide-line" aria-label={t("rules.history.title")}>
                <For each={versions()}>{(version) => <Version version={version} />}</For>
              </ul>
              <LoadMore query={query} />
            </Show>
          );
        }}
      </Loaded>
    </Card>
  );
}
