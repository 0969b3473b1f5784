import { useQuery } from "@tanstack/solid-query";
import Printer from "lucide-solid/icons/printer";
import QrCode from "lucide-solid/icons/qr-code";
import Trash from "lucide-solid/icons/trash";
import { createSignal, For, Show } from "solid-js";
import type { MachineRecord } from "../../../server/domain/assets/machine.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { client, trpc } from "~/lib/trpc.ts";
import { Badge } from "~/ui/badge.tsx";
import { Button, ButtonLink } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { ConfirmDialog } from "~/ui/confirm-dialog.tsx";
import { IconButton } from "~/ui/icon-button.tsx";
import { Loaded } from "~/ui/loaded.tsx";
import { toast } from "~/ui/toast.tsx";
import { WriteTag } from "../scan/write-tag.tsx";
import { labelUrlOf, machineRecord } from "./assets.queries.ts";

type Tag = MachineRecord["tags"][number];

/** The machine's labels: which are accepted, a new one for a damaged one, one that got lost retired. */
export function MachineLabels(props: { humanId: string }) {
  const { can } = useSession();
  return (
    <Show when={can("assets.record") && can("assets.linkLabel")}>
      <Labels humanId={props.humanId} />
    </Show>
  );
}

function Labels(props: { humanId: string }) {
  const format = useFormat();
  const record = useQuery(() => machineRecord(props.humanId));
  const [renewing, setRenewing] = createSignal(false);
  const [leaving, setLeaving] = createSignal<Tag | null>(null);
  const dateOf = (tag: Tag) => {
    const at = tag.state === "RETIRED" ? tag.retiredAt : tag.claimedAt;
    return at ? format().date(at) : "";
  };
  async function renew(operationId: string): Promise<void> {
    await client.assets.linkLabel.mutate({ operationId, humanId: props.humanId });
    toast.success(t("assets.tags.renewed", { humanId: props.humanId }));
    setRenewing(false);
    await trpc.assets.invalidate();
  }
  async function retire(operationId: string): Promise<void> {
    await client.assets.retireLabel.mutate({ operationId, humanId: props.humanId, tagId: leaving()!.tagId });
    toast.success(t("assets.tags.retired"));
    setLeaving(null);
    await trpc.assets.invalidate();
  }
  return (
    <Card title={t("assets.tags.title")} flush>
      <Loaded query={record}>
        {(machine) => (
          <>
            <ul aria-label={t("assets.tags.title")} class="divide-y divide-line">
              <For each={machine().tags} fallback={<li class="p-4 text-sm text-muted">{t("assets.tags.none")}</li>}>
                {(tag) => (
                  <li class="flex min-h-14 items-center gap-3 px-4 py-1">
                    <QrCode class="size-5 shrink-0 text-muted" aria-hidden="true" />
                    <span class="flex min-w-0 flex-1 flex-wrap items-center gap-x-2">
                      <Badge tone={tag.state === "ACTIVE" ? "green" : "grey"}>{t(`assets.tags.${tag.state}`)}</Badge>
                      <Show when={dateOf(tag)}>
                        <span class="text-sm text-muted">{t("assets.tags.since", { date: dateOf(tag) })}</span>
                      </Show>
                    </span>
                    <Show when={tag.state === "ACTIVE"}>
                      <IconButton
                        label={t("assets.tags.retire", { date: dateOf(tag) })}
                        onClick={() => setLeaving(tag)}
                      >
                        <Trash aria-hidden="true" />
                      </IconButton>
                    </Show>
                  </li>
                )}
              </For>
            </ul>
            <Show when={machine().status !== "RETIRED"}>
              <div class="flex flex-wrap gap-2 border-t border-line p-4">
                <Button onClick={() => setRenewing(true)}>
                  <QrCode aria-hidden="true" />
                  {t("assets.tags.renew")}
                </Button>
                <ButtonLink variant="ghost" href="/labels">
                  <Printer aria-hidden="true" />
                  {t("assets.tags.print")}
                </ButtonLink>
                <WriteTag humanId={props.humanId} variant="ghost" url={() => labelUrlOf(props.humanId)} />
              </div>
            </Show>
          </>
        )}
      </Loaded>
      <ConfirmDialog
        open={renewing()}
        onClose={() => setRenewing(false)}
        title={t("assets.tags.renewTitle", { humanId: props.humanId })}
        hint={t("assets.tags.renewHint")}
        action={t("assets.tags.renew")}
        onConfirm={renew}
      />
      <ConfirmDialog
        open={leaving() !== null}
        onClose={() => setLeaving(null)}
        title={t("assets.tags.retireTitle")}
        hint={t("assets.tags.retireHint")}
        action={t("assets.tags.retireAction")}
        danger
        onConfirm={retire}
      />
    </Card>
  );
}
