import X from "lucide-solid/icons/x";
import { createSignal, For, Match, Show, Switch } from "solid-js";
import { MAX_MARKS, type DamageMark } from "../../../server/domain/inspections/schema.ts";
import { SILHOUETTES, type Severity, type Silhouette as View } from "../../../server/domain/inspections/words.ts";
import { t } from "~/lib/i18n.ts";
import { IconButton } from "~/ui/icon-button.tsx";
import { Select } from "~/ui/select.tsx";
import { MarkTarget } from "./mark-target.tsx";
import { Silhouette } from "./silhouette.tsx";

type Picture = { mediaId: string; url: string };
interface MarkEditorProps {
  /** Photos of this checkpoint, as they lie on this device. */
  photos: readonly Picture[];
  marks: readonly DamageMark[];
  severity: Severity;
  onChange: (marks: DamageMark[]) => void;
}

const sameView = (mark: DamageMark, picture: string) => mark.mediaId === picture || mark.silhouette === picture;

/** Where the damage is: on one of the photos, or on an outline. */
export function MarkEditor(props: MarkEditorProps) {
  const [chosen, setChosen] = createSignal<string | null>(null);
  const pictures = () => [...props.photos.map(({ mediaId }) => mediaId), ...SILHOUETTES];
  const picture = () => pictures().find((id) => id === chosen()) ?? pictures()[0]!;
  const photo = () => props.photos.find(({ mediaId }) => mediaId === picture());
  const here = () => props.marks.filter((mark) => sameView(mark, picture()));
  const add = (at: { x: number; y: number }) => {
    if (props.marks.length >= MAX_MARKS) return;
    const on = photo() ? { mediaId: picture() } : { silhouette: picture() as View };
    props.onChange([...props.marks, { ...at, ...on, severity: props.severity }]);
  };
  return (
    <section class="flex flex-col gap-2" aria-label={t("inspections.marks.title")}>
      <Select
        label={t("inspections.marks.title")}
        hint={t("inspections.marks.hint")}
        options={[
          ...props.photos.map(({ mediaId }, at) => ({
            value: mediaId,
            label: t("inspections.marks.photo", { number: String(at + 1) }),
          })),
          ...SILHOUETTES.map((view) => ({ value: view as string, label: t(`inspections.silhouette.${view}`) })),
        ]}
        value={picture()}
        onChange={setChosen}
      />
      <MarkTarget marks={here()} onMark={add}>
        <Switch>
          <Match when={photo()}>
            {(found) => <img src={found().url} alt="" class="block h-auto w-full" draggable={false} />}
          </Match>
          <Match when={true}>
            <Silhouette view={picture() as View} label={t(`inspections.silhouette.${picture() as View}`)} />
          </Match>
        </Switch>
      </MarkTarget>
      <Show when={here().length > 0}>
        <ul class="flex flex-wrap gap-2">
          <For each={here()}>
            {(mark, index) => (
              <li class="flex items-center gap-1 rounded-md border border-line ps-3 text-sm font-semibold">
                {t("inspections.marks.mark", { number: String(index() + 1) })}
                <IconButton
                  label={t("inspections.marks.remove", { number: String(index() + 1) })}
                  onClick={() => props.onChange(props.marks.filter((each) => each !== mark))}
                >
                  <X aria-hidden="true" />
                </IconButton>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={props.marks.length >= MAX_MARKS}>
        <p role="status" class="text-sm text-muted">
          {t("inspections.marks.most", { count: String(MAX_MARKS) })}
        </p>
      </Show>
    </section>
  );
}
