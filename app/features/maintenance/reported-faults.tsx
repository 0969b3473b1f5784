import { A } from "@solidjs/router";
import { Key } from "@solid-primitives/keyed";
import { Show } from "solid-js";
import { MAX_COLUMN } from "../../../server/domain/maintenance/schema.ts";
import type { RouterOutputs } from "~/lib/app-router.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { Card } from "~/ui/card.tsx";
import { FAULT_INK, faultOrigin, faultSpan, faultText } from "../faults/fault-text.ts";
import { OrderRepair } from "../faults/order-repair.tsx";

/** What machines report as broken and nobody has taken up, above the work itself. */
export function ReportedFaults(props: { faults: RouterOutputs["maintenance"]["board"]["faults"] }) {
  const format = useFormat();
  return (
    <Card title={t("faults.board.title")} class="mb-4">
      <p class="mb-3 text-sm text-muted">{t("faults.board.hint")}</p>
      <ul
        aria-label={t("faults.board.title")}
        class="grid max-h-96 gap-4 overflow-y-auto md:grid-cols-2 lg:max-h-72 xl:grid-cols-3"
        tabindex="0"
      >
        <Key each={props.faults.items} by="id">
          {(fault) => (
            <li class="flex gap-3">
              <span class={`mt-1.5 size-2.5 shrink-0 rounded-full ${FAULT_INK[fault().level]}`} aria-hidden="true" />
              <span class="flex min-w-0 flex-col gap-1">
                <span class="text-sm text-muted [overflow-wrap:anywhere]">
                  <A
                    class="inline-flex items-center font-semibold text-ink underline coarse:min-h-12"
                    href={`/fleet/${fault().humanId}`}
                  >
                    {fault().humanId}
                  </A>
                  {` ${fault().machine.make} ${fault().machine.model}`}
                  <Show when={fault().siteName}>{(site) => ` · ${site()}`}</Show>
                </span>
                <span class="font-semibold [overflow-wrap:anywhere]">{faultText(fault())}</span>
                <span class="text-sm text-muted [overflow-wrap:anywhere]">{faultSpan(fault(), format())}</span>
                <span class="text-sm text-muted [overflow-wrap:anywhere]">{faultOrigin(fault())}</span>
                <OrderRepair fault={fault()} />
              </span>
            </li>
          )}
        </Key>
      </ul>
      <Show when={props.faults.truncated}>
        <p class="mt-3 text-xs text-muted">{t("maintenance.truncated", { count: String(MAX_COLUMN) })}</p>
      </Show>
    </Card>
  );
}
