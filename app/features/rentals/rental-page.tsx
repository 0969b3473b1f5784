import { A, useParams } from "@solidjs/router";
import { useQuery } from "@tanstack/solid-query";
import ChevronLeft from "lucide-solid/icons/chevron-left";
import { For, Show } from "solid-js";
import { Photos } from "~/features/assets/machine-photos.tsx";
import { RentalInspections } from "~/features/inspections/rental-section.tsx";
import { t } from "~/lib/i18n.ts";
import { useSession } from "~/lib/session.tsx";
import { Card } from "~/ui/card.tsx";
import { Loaded } from "~/ui/loaded.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { StatusBadge } from "~/ui/status-badge.tsx";
import { lazyPart } from "~/ui/on-demand.tsx";
import { ContactsCard } from "./contacts-card.tsx";
import { dueStatus } from "./due-status.ts";
import { RentalActions } from "./rental-actions.tsx";
import { RentalFacts } from "./rental-facts.tsx";
import { type RentalRecord, rentalQuery } from "./rentals.queries.ts";
import { RequestRow } from "./request-row.tsx";

const CostCard = lazyPart(
  async () => (await import("./cost-card.tsx")).CostCard,
  () => true,
);
const RentalStory = lazyPart(
  async () => (await import("./rental-story.tsx")).RentalStory,
  () => true,
);
const UsageCard = lazyPart(
  async () => (await import("./usage-card.tsx")).UsageCard,
  () => true,
);

/** What waits for an answer, above everything else. */
function Waiting(props: { rental: RentalRecord }) {
  const pending = () => props.rental.requests.filter(({ state }) => state === "PENDING");
  return (
    <Show when={pending().length > 0}>
      <Card title={t("rentals.request.pending")} flush class="border-s-4 border-s-accent">
        <ul class="divide-y divide-line">
          <For each={pending()}>{(request) => <RequestRow request={request} />}</For>
        </ul>
      </Card>
    </Show>
  );
}

/** One rental record from its reservation to its return. */
export function RentalPage() {
  const params = useParams<{ id: string }>();
  const query = useQuery(() => rentalQuery(params.id));
  const { me } = useSession();
  return (
    <Loaded query={query}>
      {(rental) => (
        <>
          <PageHeader
            title={t("rentals.record.title", { machine: rental().humanId })}
            eyebrow={
              <A href="/rentals" class="inline-flex items-center gap-1 hover:underline coarse:min-h-12">
                <ChevronLeft class="size-4" aria-hidden="true" />
                {t("rentals.title")}
              </A>
            }
            meta={
              <StatusBadge status={dueStatus(rental(), new Date(), me().organization.timeZone) ?? rental().state} />
            }
            description={
              <>
                <A
                  href={`/fleet/${rental().humanId}`}
                  class="font-medium underline underline-offset-2 coarse:inline-block coarse:py-3"
                >
                  {`${rental().make} ${rental().model}`}
                </A>
                {` · ${rental().siteName ?? t("common.state.unknown")}`}
                <Show when={me().organization.type !== "CUSTOMER" && rental().customerName}>
                  {(name) => ` · ${name()}`}
                </Show>
              </>
            }
            actions={<RentalActions rental={rental()} />}
          />
          <div class="grid items-start gap-4 lg:grid-cols-3">
            <div class="flex min-w-0 flex-col gap-4 lg:col-span-2">
              <Waiting rental={rental()} />
              <RentalFacts rental={rental()} />
              {/* Sections of other features about this rental stand here, between its facts and its story. */}
              <Show when={rental().state !== "RESERVED" && rental().state !== "CANCELLED"}>
                <RentalInspections rentalId={rental().id} />
              </Show>
              <Card title={t("rentals.record.story")}>
                <RentalStory rental={rental()} />
              </Card>
            </div>
            <div class="flex min-w-0 flex-col gap-4">
              <CostCard rental={rental()} />
              <UsageCard rental={rental()} />
              <ContactsCard rental={rental()} />
              <Card title={t("assets.photos.title")}>
                <Photos photos={rental().photos} timeZone={rental().siteTimeZone ?? undefined} />
              </Card>
            </div>
          </div>
        </>
      )}
    </Loaded>
  );
}
