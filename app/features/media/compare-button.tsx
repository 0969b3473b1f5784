import Columns2 from "lucide-solid/icons/columns-2";
import { createSignal, lazy, Show, Suspense } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { Button } from "~/ui/button.tsx";
import type { Viewed } from "./pairs.ts";

/** Not before somebody looks closer. */
const MediaViewer = lazy(async () => ({ default: (await import("./media-viewer.tsx")).MediaViewer }));

interface CompareButtonProps {
  /** What is compared, such as a checkpoint: said with the button and over the photos. */
  subject: string;
  /** Media ids of the going out and of the coming back. */
  before: readonly string[];
  after: readonly string[];
}

/** Lays two photos of the same thing over each other. Nothing where one side has none. */
export function CompareButton(props: CompareButtonProps) {
  const [open, setOpen] = createSignal(false);
  const side = (mediaIds: readonly string[], purpose: string): Viewed[] =>
    mediaIds.map((mediaId) => ({ mediaId, purpose, at: "" }));
  const items = () => [...side(props.before, "CHECK_OUT"), ...side(props.after, "CHECK_IN")];
  const name = (item: Viewed) =>
    `${props.subject}: ${t(item.purpose === "CHECK_OUT" ? "media.view.before" : "media.view.after")}`;
  return (
    <Show when={props.before.length > 0 && props.after.length > 0}>
      <Button aria-label={`${t("media.view.compare")}: ${props.subject}`} onClick={() => setOpen(true)}>
        <Columns2 aria-hidden="true" />
        {t("media.view.compare")}
      </Button>
      <Show when={open()}>
        <Suspense>
          <MediaViewer
            items={items()}
            start={items()[0] ?? null}
            name={name}
            comparing
            onClose={() => setOpen(false)}
          />
        </Suspense>
      </Show>
    </Show>
  );
}
