import SlidersHorizontal from "lucide-solid/icons/sliders-horizontal";
import X from "lucide-solid/icons/x";
import { createSignal, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { createMediaQuery } from "~/lib/media-query.ts";
import { Button } from "~/ui/button.tsx";
import { Dialog } from "~/ui/dialog.tsx";
import { FleetFilters } from "./fleet-filters.tsx";
import { activeFilters, type FleetFilter } from "./fleet-search.ts";
import { SearchField } from "./search-field.tsx";

type Change = Partial<Record<keyof FleetFilter, string | undefined>>;

/** Search and filters: in a row on a desk, behind one button on the phone. */
export function FleetToolbar(props: { filter: FleetFilter; onChange: (change: Change) => void }) {
  const desk = createMediaQuery("(min-width: 64rem)");
  const [open, setOpen] = createSignal(false);
  const active = () => activeFilters(props.filter);
  const clear = () =>
    props.onChange({
      status: undefined,
      type: undefined,
      due: undefined,
      siteId: undefined,
      customerId: undefined,
      dealerId: undefined,
    });
  const search = (className: string) => (
    <SearchField
      label={t("assets.filter.search")}
      placeholder={t("assets.filter.searchShort")}
      value={props.filter.q ?? ""}
      onSearch={(q) => props.onChange({ q: q || undefined })}
      class={className}
    />
  );
  return (
    <Show
      when={desk()}
      fallback={
        <div class="mb-4 flex gap-2">
          {search("min-w-0 flex-1")}
          <Button aria-haspopup="dialog" onClick={() => setOpen(true)} class="px-3">
            <SlidersHorizontal aria-hidden="true" />
            <span class="sr-only sm:not-sr-only">{t("assets.filter.button")}</span>
            <Show when={active() > 0}>
              <span class="rounded-full bg-accent px-2 text-xs leading-5 font-bold text-on-accent" aria-hidden="true">
                {active()}
              </span>
              <span class="sr-only">{t("assets.filter.active", active())}</span>
            </Show>
          </Button>
          <Dialog
            open={open()}
            onOpenChange={setOpen}
            title={t("assets.filter.title")}
            actions={
              <>
                <Button onClick={clear} disabled={active() === 0}>
                  {t("assets.filter.clear")}
                </Button>
                <Button variant="primary" onClick={() => setOpen(false)}>
                  {t("assets.filter.apply")}
                </Button>
              </>
            }
          >
            <div class="flex flex-col gap-4 [&>*]:w-full">
              <FleetFilters filter={props.filter} onChange={props.onChange} />
            </div>
          </Dialog>
        </div>
      }
    >
      <div class="mb-4 flex flex-wrap items-end gap-3">
        {search("min-w-40 flex-1")}
        <FleetFilters filter={props.filter} onChange={props.onChange} />
        <Show when={active() > 0}>
          <Button variant="ghost" onClick={clear}>
            <X aria-hidden="true" />
            {t("assets.filter.clear")}
          </Button>
        </Show>
      </div>
    </Show>
  );
}
