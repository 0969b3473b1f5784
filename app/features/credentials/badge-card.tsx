import "./badge-card.css";
import Printer from "lucide-solid/icons/printer";
import { Portal } from "solid-js/web";
import { Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useSession } from "~/lib/session.tsx";
import { Button } from "~/ui/button.tsx";
import { Dialog } from "~/ui/dialog.tsx";
import { Mark } from "~/ui/mark.tsx";
import type { IssuedBadge } from "./credentials.queries.ts";

/** As an image, so that nothing inside it can ever run. */
const source = (svg: string) => `data:image/svg+xml,${encodeURIComponent(svg)}`;

/** The card as it is printed: ISO/IEC 7810 ID-1, 85.6 × 54 mm, black on white. */
function Card(props: { issued: IssuedBadge }) {
  const { me } = useSession();
  return (
    <div class="badge-card flex items-center gap-3 rounded-lg border border-line bg-[#fff] p-3 text-[#000]">
      <img
        src={source(props.issued.card?.svg ?? "")}
        alt={t("credentials.card.alt")}
        class="badge-code aspect-square w-32 shrink-0 [image-rendering:pixelated]"
      />
      <div class="min-w-0 flex-1">
        <p class="flex items-center gap-1 text-xs font-bold">
          <Mark class="size-5" />
          {t("common.product")}
        </p>
        <p class="badge-name mt-1 line-clamp-3 text-lg leading-tight font-bold break-words">
          {props.issued.badge.name}
        </p>
        <p class="line-clamp-2 text-xs break-words">{me().organization.name}</p>
        <p class="mt-2 font-mono text-base font-bold tracking-wide">{props.issued.card?.number}</p>
        <p class="mt-1 text-[0.625rem] leading-tight">{t("credentials.card.carry")}</p>
      </div>
    </div>
  );
}

/** Shows a new badge once, to be printed, with the PIN that is told in person. */
export function BadgeCardDialog(props: { issued: IssuedBadge | null; pin: string; onClose: () => void }) {
  return (
    <Dialog
      open={props.issued !== null}
      onOpenChange={(open) => !open && props.onClose()}
      title={t("credentials.card.title")}
      initialFocus="title"
      actions={
        <>
          <Button onClick={() => props.onClose()}>{t("credentials.card.done")}</Button>
          <Show when={props.issued?.card}>
            <Button variant="primary" onClick={() => window.print()}>
              <Printer aria-hidden="true" />
              {t("credentials.card.print")}
            </Button>
          </Show>
        </>
      }
    >
      <Show when={props.issued} keyed>
        {(issued) => (
          <Show when={issued.card} fallback={<p>{t("credentials.card.repeated")}</p>}>
            <p class="mb-4 text-sm text-muted">{t("credentials.card.once")}</p>
            <div class="mx-auto max-w-sm">
              <Card issued={issued} />
            </div>
            <dl class="mt-4 flex items-baseline justify-between gap-4 rounded-md bg-sunken px-4 py-3">
              <dt class="text-sm font-semibold">{t("credentials.card.pin")}</dt>
              <dd class="font-mono text-xl font-bold tracking-widest">{props.pin}</dd>
            </dl>
            <Portal>
              <div class="badge-sheet" aria-hidden="true">
                <Card issued={issued} />
              </div>
            </Portal>
          </Show>
        )}
      </Show>
    </Dialog>
  );
}
