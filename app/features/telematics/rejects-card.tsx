import { useInfiniteQuery } from "@tanstack/solid-query";
import { Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { Loaded } from "~/ui/loaded.tsx";
import { LoadMore } from "~/ui/load-more.tsx";
import { ListCard, MachineLink } from "./source-cards.tsx";
import { rejectsQuery } from "./telematics.queries.ts";

/** What the source said that could not be used, each complaint once. */
export function RejectsCard(props: { id: string }) {
  const format = useFormat();
  const query = useInfiniteQuery(() => rejectsQuery(props.id));
  return (
    <Loaded query={query}>
      {(data) => (
        <div>
          <ListCard
            title={t("telematics.detail.rejects")}
            none={t("telematics.detail.noRejects")}
            rows={data().pages.flatMap((page) => page.items)}
          >
            {(row) => (
              <>
                <Show
                  when={row.humanId}
                  fallback={<span class="min-w-24 font-semibold [overflow-wrap:anywhere]">{row.machine}</span>}
                >
                  {(humanId) => <MachineLink humanId={humanId()} />}
                </Show>
                <span class="min-w-0 flex-1 basis-56 text-sm [overflow-wrap:anywhere]">
                  {[row.element, t(`telematics.problem.${row.code}`), row.code === "unknown_machine" ? null : row.value]
                    .filter(Boolean)
                    .join(" · ")}
                </span>
                <span class="text-sm text-muted">
                  {t("telematics.detail.times", {
                    count: format().number(row.times),
                    at: format().relative(row.lastAt),
                  })}
                </span>
              </>
            )}
          </ListCard>
          <LoadMore query={query} />
        </div>
      )}
    </Loaded>
  );
}
