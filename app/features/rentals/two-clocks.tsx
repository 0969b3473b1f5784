import { Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";

/** A time by the site's clocks, which is the one that counts, and by the reader's own where those show another. */
export function TwoClocks(props: { at: string; timeZone: string | undefined }) {
  const format = useFormat();
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const there = () => format().dateTime(props.at, props.timeZone);
  const here = () => format().dateTime(props.at, own);
  return (
    <time datetime={props.at}>
      {there()}
      <Show when={here() !== there()}>
        <span class="block text-sm font-normal text-muted">{t("rentals.record.yours", { time: here() })}</span>
      </Show>
    </time>
  );
}
