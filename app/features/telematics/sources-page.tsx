import { useInfiniteQuery } from "@tanstack/solid-query";
import { A } from "@solidjs/router";
import Plus from "lucide-solid/icons/plus";
import RadioTower from "lucide-solid/icons/radio-tower";
import { createMemo, createSignal, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { Button } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { type Column, DataTable } from "~/ui/data-table.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { Loaded } from "~/ui/loaded.tsx";
import { LoadMore } from "~/ui/load-more.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { DocumentCard } from "./document-card.tsx";
import { SourceForm } from "./source-form.tsx";
import { UnconfirmedCard } from "./unconfirmed-card.tsx";
import { HealthBadge, sourceName } from "./source-words.tsx";
import { sourcesQuery, type Source } from "./telematics.queries.ts";

/** Where readings come from: each source with its health, and a document to bring in. */
export function SourcesPage() {
  const format = useFormat();
  const { can, me } = useSession();
  const query = useInfiniteQuery(() => sourcesQuery());
  const [adding, setAdding] = createSignal(false);
  const mayAdd = () => can("telematics.createSource") && me().organization.type === "DEALER";
  const figure = (
    id: "machines" | "silent" | "rejects" | "quarantined",
    of: (source: Source) => number,
  ): Column<Source> => ({
    id,
    header: t(`telematics.column.${id}`),
    align: "end",
    sortValue: of,
    cell: (source) => format().number(of(source)),
  });
  const columns = createMemo((): Column<Source>[] => [
    {
      id: "name",
      header: t("telematics.column.name"),
      sortValue: sourceName,
      cell: (source) => (
        <span class="flex min-w-0 flex-col">
          <A
            href={`/sources/${source.id}`}
            class="font-semibold underline-offset-2 [overflow-wrap:anywhere] hover:underline"
          >
            {sourceName(source)}
          </A>
          <Show when={source.kind !== "FILE"}>
            <span class="text-sm font-normal text-muted">{t(`telematics.kind.${source.kind}`)}</span>
          </Show>
        </span>
      ),
    },
    {
      id: "health",
      header: t("telematics.column.health"),
      card: "badge",
      sortValue: (source) => source.health,
      cell: (source) => <HealthBadge health={source.health} />,
    },
    {
      id: "seen",
      header: t("telematics.column.seen"),
      sortValue: (source) => source.lastSeenAt,
      cell: (source) => (source.lastSeenAt ? format().relative(source.lastSeenAt) : t("telematics.never")),
    },
    figure("machines", (source) => source.machines),
    figure("silent", (source) => source.silentMachines),
    figure("rejects", (source) => source.rejects),
    figure("quarantined", (source) => source.quarantined),
  ]);
  return (
    <>
      <PageHeader
        title={t("telematics.title")}
        description={t("telematics.hint")}
        actions={
          <Show when={mayAdd()}>
            <Button variant="primary" onClick={() => setAdding(true)}>
              <Plus aria-hidden="true" />
              {t("telematics.add")}
            </Button>
          </Show>
        }
      />
      <div class="flex flex-col gap-4">
        <Card flush>
          <Loaded query={query}>
            {(data) => (
              <DataTable
                caption={t("telematics.title")}
                columns={columns()}
                rows={data().pages.flatMap((page) => page.items)}
                rowId={(source) => source.id}
                initialSort={{ id: "name", desc: false }}
                empty={
                  <EmptyState
                    icon={<RadioTower />}
                    title={t("telematics.empty.title")}
                    hint={t("telematics.empty.hint")}
                  />
                }
                footer={<LoadMore query={query} />}
              />
            )}
          </Loaded>
        </Card>
        <Show when={can("telematics.unconfirmed")}>
          <UnconfirmedCard />
        </Show>
        <Show when={me().organization.type === "DEALER"}>
          <DocumentCard />
        </Show>
      </div>
      <SourceForm open={adding()} onClose={() => setAdding(false)} />
    </>
  );
}
