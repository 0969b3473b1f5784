import PencilLine from "lucide-solid/icons/pencil-line";
import { createSignal, For, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { Button } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { Dialog } from "~/ui/dialog.tsx";
import type { Draft } from "./draft.ts";

interface DraftListProps {
  drafts: readonly Draft[];
  onResume: (draft: Draft) => void;
  onDiscard: (draft: Draft) => void;
}

/** What was begun and not handed over yet; it waits here, over reloads, for its owner alone. */
export function DraftList(props: DraftListProps) {
  const format = useFormat();
  const [asked, setAsked] = createSignal<Draft | null>(null);
  const facts = (draft: Draft) =>
    [
      t(draft.action === "SEND_OUT" ? "scan.drafts.out" : "scan.drafts.back"),
      format().relative(new Date(draft.savedAt)),
      draft.photos.length > 0 ? t("scan.drafts.photos", draft.photos.length, String(draft.photos.length)) : null,
    ]
      .filter((fact) => fact !== null)
      .join(" · ");
  const discard = () => {
    const draft = asked();
    setAsked(null);
    if (draft) props.onDiscard(draft);
  };
  return (
    <Show when={props.drafts.length > 0}>
      <Card title={t("scan.drafts.title")} flush>
        <p class="px-4 pt-3 text-sm text-muted">{t("scan.drafts.hint")}</p>
        <ul class="divide-y divide-line">
          <For each={props.drafts}>
            {(draft) => (
              <li class="flex flex-wrap items-center gap-2 px-4 py-3">
                <PencilLine class="size-5 shrink-0 text-muted" aria-hidden="true" />
                <div class="min-w-40 flex-1">
                  <p class="font-semibold">{draft.machine.humanId}</p>
                  <p class="text-sm text-muted">{facts(draft)}</p>
                </div>
                <Button variant="ghost" onClick={() => setAsked(draft)}>
                  {t("scan.drafts.discard")}
                </Button>
                <Button onClick={() => props.onResume(draft)}>{t("scan.drafts.resume")}</Button>
              </li>
            )}
          </For>
        </ul>
      </Card>
      <Dialog
        open={asked() !== null}
        onOpenChange={(open) => !open && setAsked(null)}
        title={t("scan.drafts.discardTitle", { machine: asked()?.machine.humanId ?? "" })}
        actions={
          <>
            <Button onClick={() => setAsked(null)}>{t("common.action.cancel")}</Button>
            <Button variant="danger" onClick={discard}>
              {t("scan.drafts.discard")}
            </Button>
          </>
        }
      >
        <p>{t("scan.drafts.discardHint")}</p>
      </Dialog>
    </Show>
  );
}
