import { A, useParams } from "@solidjs/router";
import { useQuery } from "@tanstack/solid-query";
import ChevronLeft from "lucide-solid/icons/chevron-left";
import { Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { machineLane, waitingIn } from "~/lib/outbox/queue-state.ts";
import { useSession } from "~/lib/session.tsx";
import { PendingNotice } from "~/features/tasks/pending-mark.tsx";
import { Card } from "~/ui/card.tsx";
import { Loaded } from "~/ui/loaded.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { StatusBadge } from "~/ui/status-badge.tsx";
import { lazyPart } from "~/ui/on-demand.tsx";
import { machine } from "./assets.queries.ts";
import { MachineActions } from "./machine-actions.tsx";
import { MachineFacts } from "./machine-facts.tsx";
import { MachineManage } from "./machine-manage.tsx";
import { MachineMap } from "./machine-map.tsx";
import { MachinePhotos } from "./machine-photos.tsx";
import { MachineRental } from "./machine-rental.tsx";
import { NextMaintenance } from "./next-maintenance.tsx";

const AsideCard = lazyPart(
  async () => (await import("~/features/telematics/aside-card.tsx")).AsideCard,
  () => true,
);
const TravelCard = lazyPart(
  async () => (await import("~/features/reservations/travel-card.tsx")).TravelCard,
  () => true,
);
const MachineEntries = lazyPart(
  async () => (await import("./machine-entries.tsx")).MachineEntries,
  () => true,
);
const MachineFaults = lazyPart(
  async () => (await import("./machine-faults.tsx")).MachineFaults,
  () => true,
);
const MachineLabels = lazyPart(
  async () => (await import("./machine-labels.tsx")).MachineLabels,
  () => true,
);
const MachineTimeline = lazyPart(
  async () => (await import("./machine-timeline.tsx")).MachineTimeline,
  () => true,
);
const UsageChart = lazyPart(
  async () => (await import("./usage-chart.tsx")).UsageChart,
  () => true,
);

/** One machine from all sides. */
export function MachinePage() {
  const params = useParams<{ humanId: string }>();
  const humanId = () => params.humanId.toUpperCase();
  const query = useQuery(() => machine(humanId()));
  const { me, can } = useSession();
  return (
    <Loaded query={query}>
      {(asset) => (
        <>
          <PageHeader
            title={asset().humanId}
            eyebrow={
              <A href="/fleet" class="inline-flex items-center gap-1 hover:underline coarse:min-h-12">
                <ChevronLeft class="size-4" aria-hidden="true" />
                {t("assets.machine.back")}
              </A>
            }
            meta={<StatusBadge status={asset().status} />}
            description={`${asset().make} ${asset().model}, ${t(`assets.type.${asset().type}`)}`}
            actions={
              <>
                <MachineManage asset={asset()} />
                <MachineEntries
                  humanId={asset().humanId}
                  hourMeter={asset().hourMeter}
                  timeZone={asset().siteTimeZone}
                />
                <MachineActions asset={asset()} />
              </>
            }
          />
          <PendingNotice entries={waitingIn(machineLane(asset().humanId))} />
          <div class="grid items-start gap-4 lg:grid-cols-3 lg:grid-rows-[auto_1fr]">
            <div class="flex min-w-0 flex-col gap-4 lg:col-span-2">
              <MachineRental asset={asset()} />
              <Card title={t("assets.usage.title")}>
                <UsageChart usage={asset().usage} />
              </Card>
            </div>
            <div class="flex min-w-0 flex-col gap-4 lg:row-span-2">
              <MachineMap asset={asset()} />
              <Card title={t("assets.service.title")}>
                <NextMaintenance asset={asset()} />
              </Card>
              <MachineFacts asset={asset()} />
              <Show when={can("telematics.quarantine")}>
                <AsideCard of={{ humanId: asset().humanId }} />
              </Show>
              <Show when={can("telematics.faults")}>
                <MachineFaults humanId={asset().humanId} />
              </Show>
              <Show when={can("reservations.travelling")}>
                <TravelCard humanId={asset().humanId} />
              </Show>
              <MachineLabels humanId={asset().humanId} />
              <Card title={t("assets.photos.title")}>
                <MachinePhotos asset={asset()} />
              </Card>
            </div>
            <Card title={t("assets.timeline.title")} class="min-w-0 lg:col-span-2">
              <MachineTimeline humanId={asset().humanId} timeZone={me().organization.timeZone} />
            </Card>
          </div>
        </>
      )}
    </Loaded>
  );
}
