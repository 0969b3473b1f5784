import { A } from "@solidjs/router";
import CircleAlert from "lucide-solid/icons/circle-alert";
import CloudUpload from "lucide-solid/icons/cloud-upload";
import { Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import type { OutboxEntry } from "~/lib/outbox/entry.ts";
import { Badge } from "~/ui/badge.tsx";

type Entries = { entries: readonly Pick<OutboxEntry, "id" | "state">[] };
const asks = ({ entries }: Entries) => entries.find(({ state }) => state !== "waiting");

/** That something of this is on the device only, as a short word. */
export function PendingBadge(props: Entries) {
  return (
    <Show when={props.entries.length > 0}>
      <Show
        when={asks(props)}
        fallback={
          <Badge tone="blue" icon={<CloudUpload aria-hidden="true" />}>
            {t("common.pending.waits")}
          </Badge>
        }
      >
        <Badge tone="red" icon={<CircleAlert aria-hidden="true" />}>
          {t("common.pending.asks")}
        </Badge>
      </Show>
    </Show>
  );
}

/** The same as a line with the way to the queue. */
export function PendingNotice(props: Entries) {
  return (
    <Show when={props.entries.length > 0}>
      <p
        role="status"
        class="mb-4 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md border border-blue-line bg-blue-soft px-4 py-3 text-blue data-asks:border-red-line data-asks:bg-red-soft data-asks:text-red [&_svg]:size-5 [&_svg]:shrink-0"
        data-asks={asks(props) ? "" : undefined}
      >
        <Show when={asks(props)} fallback={<CloudUpload aria-hidden="true" />}>
          <CircleAlert aria-hidden="true" />
        </Show>
        <span class="min-w-0 flex-1 basis-52">
          {t(asks(props) ? "common.pending.asksLong" : "common.pending.waitsLong")}
        </span>
        <A
          href={asks(props) ? `/queue/${asks(props)!.id}` : "/queue"}
          class="inline-flex min-h-12 items-center font-semibold max-sm:ms-8 underline underline-offset-2"
        >
          {t("common.pending.open")}
        </A>
      </p>
    </Show>
  );
}
