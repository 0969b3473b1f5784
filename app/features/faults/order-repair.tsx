import { A } from "@solidjs/router";
import Wrench from "lucide-solid/icons/wrench";
import { Show } from "solid-js";
import { faultStand } from "../../../server/domain/faults/order.ts";
import type { FaultLifeView } from "../../../server/domain/faults/schema.ts";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { useSession } from "~/lib/session.tsx";
import { client, trpc } from "~/lib/trpc.ts";
import { Button } from "~/ui/button.tsx";
import { toast } from "~/ui/toast.tsx";
import { createOperation } from "../tasks/create-operation.ts";
import { faultText } from "./fault-text.ts";

/** What is being done about a fault, and one tap for who may have it repaired. */
export function OrderRepair(props: { fault: FaultLifeView }) {
  const { can } = useSession();
  const stand = () => faultStand(props.fault);
  const order = createOperation({
    send: (faultId: string, sent) => client.maintenance.openForFault.mutate({ faultId, ...sent }),
    onDone: async () => {
      toast.success(t("faults.ordered"));
      await Promise.all([trpc.maintenance.invalidate(), trpc.telematics.invalidate()]);
    },
  });
  const isOpen = () => stand() === "TO_PLAN" || stand() === "STILL";
  return (
    <Show when={stand() !== "CLEARED"}>
      <span class="flex flex-wrap items-center gap-2 empty:hidden">
        <Show when={stand() === "ORDERED" && can("maintenance.board")}>
          <A
            href="/maintenance?kind=REPAIR"
            class="inline-flex items-center text-sm font-semibold underline coarse:min-h-12"
          >
            {t("faults.stand.ORDERED")}
          </A>
        </Show>
        <Show when={stand() === "AWAITING"}>
          <span class="text-sm font-semibold">{t("faults.stand.AWAITING")}</span>
        </Show>
        <Show when={stand() === "STILL"}>
          <span class="text-sm font-semibold text-red">{t("faults.stand.STILL")}</span>
        </Show>
        <Show when={isOpen() && can("maintenance.openForFault")}>
          <Button
            busy={order.isPending}
            aria-label={t("faults.orderOf", { fault: faultText(props.fault) })}
            onClick={() =>
              order.mutate(props.fault.id, { onError: (error: unknown) => toast.error(errorSentence(error, t)) })
            }
          >
            <Wrench aria-hidden="true" />
            {t("faults.order")}
          </Button>
        </Show>
      </span>
    </Show>
  );
}
