import { useQuery } from "@tanstack/solid-query";
import Archive from "lucide-solid/icons/archive";
import ArchiveRestore from "lucide-solid/icons/archive-restore";
import BadgeCheck from "lucide-solid/icons/badge-check";
import ChevronDown from "lucide-solid/icons/chevron-down";
import Gauge from "lucide-solid/icons/gauge";
import Pencil from "lucide-solid/icons/pencil";
import { createSignal, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { dayInZone } from "~/lib/format.ts";
import { useSession } from "~/lib/session.tsx";
import { client, trpc } from "~/lib/trpc.ts";
import { buttonStyle } from "~/ui/button.tsx";
import { ConfirmDialog } from "~/ui/confirm-dialog.tsx";
import { Menu, MenuItem } from "~/ui/menu.tsx";
import { toast } from "~/ui/toast.tsx";
import { lazyPart } from "~/ui/on-demand.tsx";
import type { AssetDetail } from "./assets.queries.ts";
import { machineRecord } from "./assets.queries.ts";

const EditMachineDialog = lazyPart(
  async () => (await import("./edit-machine-dialog.tsx")).EditMachineDialog,
  ({ open }) => open,
);
const ChangeMeterDialog = lazyPart(
  async () => (await import("~/features/telematics/change-meter-dialog.tsx")).ChangeMeterDialog,
  ({ open }) => open,
);
const ConfirmMachineDialog = lazyPart(
  async () => (await import("~/features/telematics/confirm-machine-dialog.tsx")).ConfirmMachineDialog,
  ({ open }) => open,
);
const RetireDialog = lazyPart(
  async () => (await import("./retire-dialog.tsx")).RetireDialog,
  ({ open }) => open,
);

/** What its dealer may do with the machine as such: change what is told of it, take it out of the fleet and back. */
export function MachineManage(props: { asset: AssetDetail }) {
  const { me, can } = useSession();
  const record = useQuery(() => ({ ...machineRecord(props.asset.humanId), enabled: can("assets.update") }));
  const [doing, setDoing] = createSignal<"edit" | "meter" | "confirm" | "retire" | "reinstate" | null>(null);
  const close = () => setDoing(null);
  const isRetired = () => props.asset.status === "RETIRED";
  async function reinstate(operationId: string): Promise<void> {
    await client.assets.reinstate.mutate({ operationId, humanId: props.asset.humanId });
    toast.success(t("assets.retire.backDone", { humanId: props.asset.humanId }));
    close();
    await trpc.assets.invalidate();
  }
  return (
    <Show when={can("assets.update") && record.isSuccess && record.data}>
      {(data) => (
        <>
          <Menu
            triggerClass={buttonStyle()}
            trigger={
              <>
                {t("assets.form.manage")}
                <ChevronDown aria-hidden="true" />
              </>
            }
          >
            <Show
              when={!isRetired()}
              fallback={
                <MenuItem icon={<ArchiveRestore aria-hidden="true" />} onSelect={() => setDoing("reinstate")}>
                  {t("assets.retire.back")}
                </MenuItem>
              }
            >
              <MenuItem icon={<Pencil aria-hidden="true" />} onSelect={() => setDoing("edit")}>
                {t("assets.form.edit")}
              </MenuItem>
              <Show when={data().unconfirmed && can("telematics.confirmMachine")}>
                <MenuItem icon={<BadgeCheck aria-hidden="true" />} onSelect={() => setDoing("confirm")}>
                  {t("assets.form.confirm")}
                </MenuItem>
              </Show>
              <Show when={can("telematics.changeMeter")}>
                <MenuItem icon={<Gauge aria-hidden="true" />} onSelect={() => setDoing("meter")}>
                  {t("assets.form.meter")}
                </MenuItem>
              </Show>
              <Show when={props.asset.status !== "ON_RENT"}>
                <MenuItem danger icon={<Archive aria-hidden="true" />} onSelect={() => setDoing("retire")}>
                  {t("assets.retire.action")}
                </MenuItem>
              </Show>
            </Show>
          </Menu>
          <EditMachineDialog record={data()} open={doing() === "edit"} onClose={close} />
          <ChangeMeterDialog
            humanId={props.asset.humanId}
            timeZone={props.asset.siteTimeZone}
            start={{ what: "NEW" }}
            open={doing() === "meter"}
            onClose={close}
          />
          <ConfirmMachineDialog machine={props.asset} open={doing() === "confirm"} onClose={close} />
          <RetireDialog
            humanId={props.asset.humanId}
            today={dayInZone(new Date(), me().organization.timeZone)}
            open={doing() === "retire"}
            onClose={close}
          />
          <ConfirmDialog
            open={doing() === "reinstate"}
            onClose={close}
            title={t("assets.retire.backTitle", { humanId: props.asset.humanId })}
            hint={t("assets.retire.backHint")}
            action={t("assets.retire.back")}
            onConfirm={reinstate}
          />
        </>
      )}
    </Show>
  );
}
